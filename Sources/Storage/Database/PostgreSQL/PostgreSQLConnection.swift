import Dispatch
import Foundation

/// One connection, opened when it is needed and opened anew after it was lost. Its work blocks, so it runs on a
/// queue of its own and never on the threads that the program's tasks share.
actor PostgreSQLConnection {
  enum Kind: Sendable {
    case read
    case write

    func begin(until deadline: Deadline) -> String {
      switch self {
      case .read: "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"
      // The lock comes before the snapshot: a writer sees all that the writers before it did.
      case .write:
        """
        BEGIN ISOLATION LEVEL SERIALIZABLE; SET LOCAL lock_timeout = \(max(deadline.milliseconds, 1));
        LOCK TABLE write_turn IN EXCLUSIVE MODE
        """
      }
    }
  }

  private static let attempts = 10

  private let address: String
  private let queue = QueueExecutor()
  private var session: PostgreSQLSession?

  init(address: String) { self.address = address }

  nonisolated var unownedExecutor: UnownedSerialExecutor { queue.asUnownedSerialExecutor() }

  /// Runs a body in a transaction of its own. The body runs again when the transaction collides with another, or
  /// when the connection turns out to be dead before the commit: nothing of it was kept then.
  func transact<Value: Sendable>(
    _ kind: Kind, until deadline: Deadline, _ body: @Sendable (any Transaction) throws -> Value
  ) throws -> Value {
    var attempt = 1
    while true {
      let isFresh = session == nil
      do {
        return try once(kind, until: deadline, body)
      } catch let fault as Attempt {
        let mayRepeat = fault.error.isCollision || (fault.error.endsConnection && !isFresh && !fault.wasCommitting)
        guard mayRepeat, attempt < PostgreSQLConnection.attempts, !deadline.isPast else { throw fault.error }
        // Two that collided part: each attempt waits a little longer.
        if fault.error.isCollision { Thread.sleep(forTimeInterval: 0.002 * Double(attempt * attempt)) }
        attempt += 1
      }
    }
  }

  /// One attempt that PostgreSQL refused.
  private struct Attempt: Error {
    let error: PostgreSQLFault
    let wasCommitting: Bool
  }

  private func once<Value: Sendable>(
    _ kind: Kind, until deadline: Deadline, _ body: @Sendable (any Transaction) throws -> Value
  ) throws -> Value {
    var isCommitting = false
    do {
      let session = try opened(until: deadline)
      try session.run(script: kind.begin(until: deadline), until: deadline)
      let value = try body(PostgreSQLTransaction(session: session, deadline: deadline))
      isCommitting = true
      try session.commit(until: deadline)
      return value
    } catch let fault as PostgreSQLFault {
      abandon(after: fault)
      throw Attempt(error: fault, wasCommitting: isCommitting)
    } catch {
      abandon(after: nil)
      throw error
    }
  }

  private func opened(until deadline: Deadline) throws -> PostgreSQLSession {
    if let session { return session }
    let session = try PostgreSQLSession(address: address, until: deadline)
    self.session = session
    return session
  }

  /// Ends the transaction; a connection that cannot even do that is dropped.
  private func abandon(after fault: PostgreSQLFault?) {
    guard let session else { return }
    if fault?.endsConnection == true || session.isBroken {
      self.session = nil
      return
    }
    do {
      try session.run(script: "ROLLBACK", until: Deadline(seconds: 1))
    } catch {
      self.session = nil
    }
  }

  func lockAlone(until deadline: Deadline) throws {
    let session = try opened(until: deadline)
    do {
      try session.run(
        script: """
          SET lock_timeout = 0;
          SELECT pg_advisory_lock(1811, hashtext(current_schema()));
          CREATE TABLE IF NOT EXISTS write_turn (turn BIGINT)
          """, until: deadline)
    } catch {
      self.session = nil
      throw error
    }
  }

  /// The lock ends with its connection.
  func unlockAlone() { session = nil }
}

/// Runs what an actor does on a serial queue.
private final class QueueExecutor: SerialExecutor {
  private let queue = DispatchQueue(label: "postgresql")

  func enqueue(_ job: consuming ExecutorJob) {
    let job = UnownedJob(job)
    queue.async { job.runSynchronously(on: self.asUnownedSerialExecutor()) }
  }

  func asUnownedSerialExecutor() -> UnownedSerialExecutor { UnownedSerialExecutor(ordinary: self) }
}
