/// A transaction that is under way on a connection.
struct PostgreSQLTransaction: Transaction {
  let session: PostgreSQLSession
  let deadline: Deadline

  var engine: Engine { .postgresql }

  func execute(_ statement: SQL) throws -> Int {
    try session.run(statement, until: deadline).changes
  }

  func rows(_ query: SQL) throws -> [SQLRow] {
    try session.run(query, until: deadline).rows()
  }

  func run(script: String) throws { try session.run(script: script, until: deadline) }
}
