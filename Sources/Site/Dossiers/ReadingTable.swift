import Domain

/// A group that stands as a table, to read.
struct ReadingTable: Sendable {
  let columns: [String]
  let tableRows: [Row]
  let totals: [Cell]
  let hasTotals: Bool

  struct Row: Sendable {
    let cells: [Cell]
  }

  struct Cell: Sendable {
    let column: String
    let text: String
    let isTotal: Bool
  }

  /// Nil for a group whose items stand one below the other.
  init?(_ items: [Answers], of field: Field, in wording: Wording) {
    guard let layout = field.table, case .group(_, let fields, _, _) = field.kind else { return nil }
    let rows = items.filter { !$0.isBlank }
    columns = fields.map { wording.label(of: $0) }
    tableRows = rows.map { row in
      Row(
        cells: fields.map { column in
          let text = row.text(column.id).map { ReadingSection.shown($0, column, wording) } ?? ""
          return Cell(column: wording.label(of: column), text: text, isTotal: false)
        })
    }
    let sums = Answers(["rows": .group(rows)])
    totals = fields.map { column in
      let sum = layout.totals.contains(column.id) ? sums.sum("rows.\(column.id)") : nil
      return Cell(column: wording.label(of: column), text: sum.map(wording.money) ?? "", isTotal: sum != nil)
    }
    hasTotals = totals.contains(where: \.isTotal)
  }
}
