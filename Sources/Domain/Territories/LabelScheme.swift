/// How long a label lasts under a programme and what is expected of its holder: programme data. None of the figures is
/// law; domain.md §2 P6 says where they come from.
package struct LabelScheme: Hashable, Sendable {
  /// How long a term lasts.
  package let termYears: Int
  /// How often a report is due; nil where none is asked for.
  package let reviewMonths: Int?
  /// How long before its end a term can be renewed.
  package let renewalMonths: Int
  /// The least number of days that a holder has to answer a notice.
  package let answerDays: Int
  /// The id of the procedure in which a report is written; nil where none is asked for.
  package let reviewProcedure: String?
  /// What the act of the label states: a label can only be withdrawn because one of them is no longer met.
  package let conditions: [LabelCondition]

  package init(
    termYears: Int, reviewMonths: Int?, renewalMonths: Int, answerDays: Int, reviewProcedure: String?,
    conditions: [LabelCondition]
  ) {
    self.reviewProcedure = reviewProcedure
    self.termYears = termYears
    self.reviewMonths = reviewMonths
    self.renewalMonths = renewalMonths
    self.answerDays = answerDays
    self.conditions = conditions
  }

  /// What stands where a programme states nothing: the days to answer hold for labels that were granted before, too.
  package static let answerDaysByDefault = 15

  /// The term that begins on a day.
  package func term(from day: Day) -> LabelTerm {
    LabelTerm(startsOn: day, endsOn: day.lastDay(ofMonths: termYears * 12))
  }

  /// What a label granted on a day states.
  /// - Parameter added: the conditions of the decision itself, where it sets some.
  package func act(grantedOn day: Day, adding added: String?) -> LabelAct {
    let own = added.map {
      LabelCondition(
        id: LabelCondition.ofTheDecision, title: LabelCondition.titleOfTheDecision, text: .init(fr: $0, en: $0))
    }
    return LabelAct(
      term: term(from: day), reviewMonths: reviewMonths, renewalMonths: renewalMonths,
      conditions: conditions + (own.map { [$0] } ?? []))
  }
}

/// A condition of keeping a label.
package struct LabelCondition: Hashable, Sendable, Codable {
  package let id: String
  package let title: LocalisedText
  package let text: LocalisedText

  package init(id: String, title: LocalisedText, text: LocalisedText) {
    self.id = id
    self.title = title
    self.text = text
  }

  /// The id of what a decision "with conditions" asks for beside the conditions of every label.
  package static let ofTheDecision = "decision"
  package static let titleOfTheDecision = LocalisedText(
    fr: "Conditions fixées par la décision", en: "Conditions set by the decision")
}

/// A stretch of time for which a label is granted, both days included.
package struct LabelTerm: Hashable, Sendable, Codable {
  package let startsOn: Day
  package let endsOn: Day

  package init(startsOn: Day, endsOn: Day) {
    self.startsOn = startsOn
    self.endsOn = endsOn
  }
}

/// What the act of a label states. It is kept with the label: what the programme changes later does not touch it.
package struct LabelAct: Hashable, Sendable, Codable {
  /// Nil where nobody published one: the first wave was labelled without a stated term, and none is invented.
  package let term: LabelTerm?
  package let reviewMonths: Int?
  package let renewalMonths: Int?
  package let conditions: [LabelCondition]

  package init(term: LabelTerm?, reviewMonths: Int?, renewalMonths: Int?, conditions: [LabelCondition]) {
    self.term = term
    self.reviewMonths = reviewMonths
    self.renewalMonths = renewalMonths
    self.conditions = conditions
  }

  /// An old label, of which the record states nothing.
  package static let unstated = LabelAct(term: nil, reviewMonths: nil, renewalMonths: nil, conditions: [])

  package func condition(_ id: String) -> LabelCondition? { conditions.first { $0.id == id } }
}

extension Day {
  /// The last day of a stretch of so many months that begins on this day: the one before the day of the same number,
  /// or the last of a month that has no such day (three years from 29 February 2028 end on 28 February 2031).
  package func lastDay(ofMonths months: Int) -> Day {
    let next = adding(months: months)
    return next.day < day ? next : next.adding(days: -1)
  }
}
