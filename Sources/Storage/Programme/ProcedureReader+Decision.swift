import Domain

extension ProcedureReader {
  /// `decision:` how decisions are prepared, checked and published.
  func decision(_ source: YAMLSource) -> DecisionTerms? {
    guard let terms = source.member("decision") else { return nil }
    terms.allow("fourEyes", "perCriterion", "replyDays", "together", "conditions")
    let days = terms.optionalInteger("replyDays")
    if let days, !(1...60).contains(days) {
      terms.at("replyDays").report("\(days) days is no time to answer", "give 1 to 60")
    }
    let isFourEyes = terms.flag("fourEyes", default: true)
    if !isFourEyes, days != nil || terms.member("perCriterion") != nil {
      terms.at("fourEyes").report(
        "reasons for each criterion and the answer of the applicant belong to a decision that is prepared",
        "write fourEyes: true, or leave them out")
    }
    return DecisionTerms(
      fourEyes: isFourEyes, perCriterion: terms.flag("perCriterion", default: false), replyDays: days,
      together: terms.flag("together", default: false),
      conditions: terms.member("conditions")?.items.map(\.localised) ?? [])
  }
}
