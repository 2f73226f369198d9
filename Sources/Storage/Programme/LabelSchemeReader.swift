import Domain

/// Reads `label:` of `programme.yaml`: the term of a label and what is expected of its holder.
enum LabelSchemeReader {
  static func scheme(_ source: YAMLSource) -> LabelScheme {
    source.allow("termYears", "reviewMonths", "renewalMonths", "answerDays", "reviewProcedure", "conditions")
    func positive(_ key: String, _ value: Int) -> Int {
      if !(1...600).contains(value) { source.at(key).report("\(key) is \(value)", "give a number from 1 to 600") }
      return value
    }
    var seen: Set<String> = []
    let conditions = source.list("conditions").map { item in
      item.allow("id", "title", "text")
      let condition = LabelCondition(id: item.text("id"), title: item.localised("title"), text: item.localised("text"))
      let isReserved = [NoticeDraft.illegal, LabelCondition.ofTheDecision].contains(condition.id)
      if !seen.insert(condition.id).inserted || isReserved {
        item.report("condition \(condition.id) stands twice, or is a name of the program", "give it an id of its own")
      }
      return condition
    }
    return LabelScheme(
      termYears: positive("termYears", source.integer("termYears")),
      reviewMonths: source.optionalInteger("reviewMonths").map { positive("reviewMonths", $0) },
      renewalMonths: positive("renewalMonths", source.integer("renewalMonths")),
      answerDays: positive("answerDays", source.integer("answerDays")),
      reviewProcedure: source.optionalText("reviewProcedure"), conditions: conditions)
  }
}
