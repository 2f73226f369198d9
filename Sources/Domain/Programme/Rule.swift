/// Something that fields of a form must say together, checked when it is submitted and told while it is written.
package struct Rule: Hashable, Codable, Sendable {
  package let id: String
  /// What is said where it is not kept.
  package let message: LocalisedText
  package let check: Check

  package init(id: String, message: LocalisedText, check: Check) {
    self.id = id
    self.message = message
    self.check = check
  }

  /// Paths name fields without the numbers of items: `expenses.amount`.
  package enum Check: Hashable, Codable, Sendable {
    /// A day, or a year as a whole number, is not before another beside it, also in every item of a group.
    case endAfterStart(start: String, end: String)
    /// The sum of a column of amounts, or an amount, is that of another.
    case balances(left: String, right: String)
    /// So many items of a group have one of some options.
    case atLeast(count: Int, group: String, condition: Field.Condition)
    /// One item of a group, and no second, has one of some options.
    case exactlyOne(group: String, condition: Field.Condition)
  }
}
