import Domain

extension ProcedureReader {
  /// `selfCheck:` what people may ask themselves before they sign in.
  func selfCheck(_ source: YAMLSource) -> [SelfCheckQuestion]? {
    guard let list = source.member("selfCheck") else { return nil }
    let questions = list.items.map { source -> SelfCheckQuestion in
      source.allow("id", "question", "options", "right", "advice", "weight")
      let question = SelfCheckQuestion(
        id: source.text("id"), question: source.localised("question"),
        options: source.member("options") == nil ? [] : options(source), right: source.list("right").map(\.text),
        advice: source.localised("advice"), weight: source.choice("weight") ?? .blocking)
      if question.id.isEmpty || !question.id.allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber) }) {
        source.report("question id \"\(question.id)\" cannot name an input", "use letters and digits")
      }
      for right in question.right where !question.answers.contains(right) {
        source.report(
          "\"\(right)\" is no answer to \"\(question.id)\"",
          "give one of \(question.answers.joined(separator: ", "))")
      }
      return question
    }
    checkUnique(list.items, "question")
    return questions
  }
}
