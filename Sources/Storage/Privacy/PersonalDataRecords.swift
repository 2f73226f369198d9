package import Domain

/// What an account holds, section by section.
package struct PersonalDataRecords {
  private let transaction: any Transaction

  package init(_ transaction: any Transaction) { self.transaction = transaction }

  package func page(
    of person: ID<Person>, in table: PersonalTable, limit: Int, offset: Int
  ) throws -> PersonalDataPage {
    // One more than asked for tells whether another page follows.
    let rows = try transaction.rows(table.query(of: person, limit: limit + 1, offset: offset))
    let values = try rows.prefix(limit).map { row in
      JSONValue.object(
        Dictionary(
          uniqueKeysWithValues: try table.columns.map { column in
            let value = try row.json(column.name)
            guard column.isJSON, case .string(let text) = value else { return (column.member, value) }
            return (column.member, try JSONValue(parsing: text))
          }))
    }
    return PersonalDataPage(rows: values, hasNext: rows.count > limit)
  }
}
