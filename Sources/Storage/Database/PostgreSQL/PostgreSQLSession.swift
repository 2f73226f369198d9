import CPostgreSQL
import Foundation

/// An open connection. It is used by one thread at a time: that of its actor. Nothing here waits longer than its
/// deadline, not even for a server that was frozen or a network that was cut.
final class PostgreSQLSession {
  private let connection: OpaquePointer
  /// The names of the statements that this connection has prepared, by their text and the types of their parameters.
  private var prepared: [String: String] = [:]
  private static let preparedLimit = 300

  private(set) var isBroken = false

  /// - Throws: `PostgreSQLFault.lost` when there is no server, it refuses, or it does not answer in time.
  init(address: String, until deadline: Deadline) throws {
    guard let connection = PostgreSQLSession.start(address) else { throw PostgreSQLFault.lost(reason: "no memory") }
    self.connection = connection
    guard PQstatus(connection) != CONNECTION_BAD else { throw lost() }
    try finishConnecting(until: deadline)
    guard PQsetnonblocking(connection, 1) == 0 else { throw lost() }
    // A node that hangs inside a transaction must not hold up the others for long.
    try run(
      script: "SET idle_in_transaction_session_timeout = '60s'; SET client_min_messages = warning", until: deadline)
  }

  deinit { PQfinish(connection) }

  /// Later members win over earlier ones: what the address says goes before these defaults.
  private static func start(_ address: String) -> OpaquePointer? {
    let names = ["connect_timeout", "keepalives_idle", "fallback_application_name", "client_encoding", "dbname"]
    let values = ["4", "30", "frenchimpact", "UTF8", address]
    let keywordCopies = names.map { strdup($0) }
    let memberCopies = values.map { strdup($0) }
    defer { for pointer in keywordCopies + memberCopies { free(pointer) } }
    let keywords: [UnsafePointer<CChar>?] = keywordCopies.map { UnsafePointer($0) } + [nil]
    let members: [UnsafePointer<CChar>?] = memberCopies.map { UnsafePointer($0) } + [nil]
    return PQconnectStartParams(keywords, members, 1)
  }

  private func finishConnecting(until deadline: Deadline) throws {
    var state = PGRES_POLLING_WRITING
    while state != PGRES_POLLING_OK {
      switch state {
      case PGRES_POLLING_READING: try wait(for: POLLIN, until: deadline)
      case PGRES_POLLING_WRITING: try wait(for: POLLOUT, until: deadline)
      default: throw lost()
      }
      state = PQconnectPoll(connection)
    }
  }

  /// Runs statements without parameters.
  func run(script: String, until deadline: Deadline) throws {
    _ = try answers(until: deadline) { PQsendQuery(connection, script) }
  }

  /// - Throws: when the server rolled back what was to be committed.
  func commit(until deadline: Deadline) throws {
    let last = try answers(until: deadline) { PQsendQuery(connection, "COMMIT") }
    guard last?.command == "COMMIT" else {
      throw PostgreSQLFault.refused(state: "25P02", message: "a statement before the commit had failed")
    }
  }

  func run(_ statement: SQL, until deadline: Deadline) throws -> PostgreSQLResult {
    guard !statement.values.contains(where: \.hasNull) else {
      throw PostgreSQLFault.refused(state: "22021", message: "a text holds the character of code 0")
    }
    let types = statement.values.map(\.postgreSQLType)
    let name = try prepare(statement, types, until: deadline)
    let texts = statement.values.map(\.postgreSQLText).map { $0.map { strdup($0) } ?? nil }
    defer { for text in texts { free(text) } }
    let values: [UnsafePointer<CChar>?] = texts.map { UnsafePointer($0) }
    let answer = try answers(until: deadline) {
      PQsendQueryPrepared(connection, name, Int32(values.count), values, nil, nil, 0)
    }
    guard let answer else { throw lost() }
    return answer
  }

  private func prepare(_ statement: SQL, _ types: [Oid], until deadline: Deadline) throws -> String {
    var text = statement.parts[0]
    for (index, part) in statement.parts.dropFirst().enumerated() { text += "$\(index + 1)" + part }
    let key = types.map(String.init).joined(separator: ",") + ":" + text
    if let name = prepared[key] { return name }
    if prepared.count >= PostgreSQLSession.preparedLimit {
      try run(script: "DEALLOCATE ALL", until: deadline)
      prepared = [:]
    }
    let name = "s\(prepared.count)"
    _ = try answers(until: deadline) { PQsendPrepare(connection, name, text, Int32(types.count), types) }
    prepared[key] = name
    return name
  }

  /// Sends something, and waits for all its answers; the last one is given back.
  private func answers(until deadline: Deadline, _ send: () -> Int32) throws -> PostgreSQLResult? {
    guard send() == 1 else { throw lost() }
    try flush(until: deadline)
    var last: PostgreSQLResult?
    var refused: PostgreSQLFault?
    while true {
      while PQisBusy(connection) == 1 {
        try wait(for: POLLIN, until: deadline)
        guard PQconsumeInput(connection) == 1 else { throw lost() }
      }
      guard let result = PQgetResult(connection) else { break }
      let answer = PostgreSQLResult(result)
      do { try answer.check() } catch { refused = refused ?? error }
      last = answer
    }
    if PQstatus(connection) == CONNECTION_BAD { isBroken = true }
    if let refused { throw isBroken ? lost(refused.description) : refused }
    return last
  }

  private func flush(until deadline: Deadline) throws {
    while true {
      switch PQflush(connection) {
      case 0: return
      case 1:
        let ready = try wait(for: POLLIN | POLLOUT, until: deadline)
        if ready & POLLIN != 0, PQconsumeInput(connection) != 1 { throw lost() }
      default: throw lost()
      }
    }
  }

  /// Waits until the socket can be read or written.
  @discardableResult
  private func wait(for events: Int32, until deadline: Deadline) throws -> Int32 {
    while true {
      var socket = pollfd(fd: PQsocket(connection), events: Int16(events), revents: 0)
      let count = poll(&socket, 1, deadline.milliseconds)
      if count > 0 { return Int32(socket.revents) }
      if count < 0, errno == EINTR { continue }
      if count == 0, !deadline.isPast { continue }
      throw lost("no answer in time")
    }
  }

  private func lost(_ reason: String? = nil) -> PostgreSQLFault {
    isBroken = true
    let told = PQerrorMessage(connection).map { String(cString: $0) } ?? ""
    return .lost(reason: reason ?? told.trimmingCharacters(in: .whitespacesAndNewlines))
  }
}

extension SQLValue {
  fileprivate var hasNull: Bool {
    guard case .text(let text) = self else { return false }
    return text.utf8.contains(0)
  }

  /// The type that a parameter is sent as; PostgreSQL infers that of NULL.
  fileprivate var postgreSQLType: Oid {
    switch self {
    case .null: 0
    case .integer: 20
    case .real: 701
    case .text: 25
    }
  }

  fileprivate var postgreSQLText: String? {
    switch self {
    case .null: nil
    case .integer(let number): String(number)
    case .real(let number): String(number)
    case .text(let text): text
    }
  }
}
