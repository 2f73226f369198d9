/// A part of what an account holds, as it leaves in an export: so many rows of one section.
package struct PersonalDataPage: Hashable, Sendable {
  package let rows: [JSONValue]
  package let hasNext: Bool

  package init(rows: [JSONValue], hasNext: Bool) {
    self.rows = rows
    self.hasNext = hasNext
  }
}
