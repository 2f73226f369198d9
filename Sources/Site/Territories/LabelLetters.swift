import Domain

extension LetterModel {
  mutating func take(_ letter: LabelLetter, _ wording: Wording) {
    let (facts, words) = (letter.facts, wording.catalogue)
    title = facts.name
    isExample = facts.isExample
    link = letter.site + wording.path(.labelOf(facts.territory))
    appeals = letter.appeal.map { [$0[wording.language]] } ?? []
    signatory = letter.signatory.map { ["\(words("signedBy")) \($0.name), \($0.function)"] } ?? []
    switch letter.subject {
    case .event(let content):
      event = words("labelEvent_\(content.step.rawValue)")
      let step = content.step.rawValue
      reason = letter.isToService ? words("labelToService_\(step)") : words("labelLetter_\(step)")
      reasons = content.text.map { [$0] } ?? []
      if case .noticeGiven(let notice) = content {
        outcome = words("labelMeasure_\(notice.measure.rawValue)")
        ground = [wording.ground(notice.ground, of: letter.act)]
        until = [wording.day(notice.answerBy)]
      } else if let notice = letter.notice {
        restsOn = [wording.ground(notice.ground, of: letter.act), notice.facts]
      }
    case .milestone(let kind):
      let (key, day) = kind.parts
      event = words("labelMilestone_\(key)")
      reason = words("labelMilestoneText_\(key)", wording.day(day))
    }
  }
}

extension LabelMilestone.Kind {
  /// The key of its sentences, and the day that they name.
  fileprivate var parts: (String, Day) {
    switch self {
    case .reportReminder(let day): ("reportReminder", day)
    case .reportLate(let day): ("reportLate", day)
    case .renewalOpens(let day): ("renewalOpens", day)
    case .ended(let day): ("ended", day)
    }
  }
}
