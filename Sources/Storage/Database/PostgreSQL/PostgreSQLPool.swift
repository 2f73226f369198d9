import Synchronization

/// The connections of one program to one database. Who finds none free waits in line, no longer than their deadline.
final class PostgreSQLPool: Sendable {
  private struct Waiter {
    let number: Int
    let continuation: CheckedContinuation<PostgreSQLConnection, any Error>
  }

  private struct State {
    /// The last one given back is the first one taken: connections that are not needed stay unopened.
    var free: [PostgreSQLConnection]
    var waiting: [Waiter] = []
    var lastNumber = 0
    var isClosed = false
  }

  private let state: Mutex<State>
  private let address: String

  init(address: String, size: Int) {
    self.address = address
    state = Mutex(State(free: (0..<max(size, 2)).map { _ in PostgreSQLConnection(address: address) }))
  }

  /// - Throws: `StorageFault.unreachable` when no connection came free in time.
  func take(until deadline: Deadline) async throws -> PostgreSQLConnection {
    let number = state.withLock { state in
      state.lastNumber += 1
      return state.lastNumber
    }
    let alarm = Task {
      try await Task.sleep(until: deadline.instant, clock: .continuous)
      dismiss(number, with: StorageFault.unreachable(reason: "every connection is busy"))
    }
    defer { alarm.cancel() }
    return try await withTaskCancellationHandler {
      try await withCheckedThrowingContinuation { continuation in
        let outcome: Result<PostgreSQLConnection, any Error>? = state.withLock { state in
          if state.isClosed { return .failure(StorageFault.unreachable(reason: "the database was closed")) }
          if Task.isCancelled { return .failure(CancellationError()) }
          if let free = state.free.popLast() { return .success(free) }
          state.waiting.append(Waiter(number: number, continuation: continuation))
          return nil
        }
        if let outcome { continuation.resume(with: outcome) }
      }
    } onCancel: {
      dismiss(number, with: CancellationError())
    }
  }

  /// A connection that is not counted, for something rare.
  func beside() -> PostgreSQLConnection { PostgreSQLConnection(address: address) }

  func give(_ connection: PostgreSQLConnection) {
    let next: Waiter? = state.withLock { state in
      guard state.waiting.isEmpty else { return state.waiting.removeFirst() }
      if !state.isClosed { state.free.append(connection) }
      return nil
    }
    next?.continuation.resume(returning: connection)
  }

  func close() {
    let left = state.withLock { state in
      state.isClosed = true
      state.free = []
      defer { state.waiting = [] }
      return state.waiting
    }
    for waiter in left {
      waiter.continuation.resume(throwing: StorageFault.unreachable(reason: "the database was closed"))
    }
  }

  private func dismiss(_ number: Int, with error: any Error) {
    let waiter: Waiter? = state.withLock { state in
      guard let index = state.waiting.firstIndex(where: { $0.number == number }) else { return nil }
      return state.waiting.remove(at: index)
    }
    waiter?.continuation.resume(throwing: error)
  }
}
