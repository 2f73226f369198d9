/// One page of a list that was asked for. An unlimited list cannot be asked for.
package struct PageRequest: Hashable, Sendable {
  package static let limits = 1...100

  package let offset: Int
  package let limit: Int

  /// Nil when the limit lies outside 1…100, or the offset below zero.
  package init?(offset: Int = 0, limit: Int) {
    guard PageRequest.limits.contains(limit), (0...1_000_000).contains(offset) else { return nil }
    self.offset = offset
    self.limit = limit
  }

  private init(first limit: Int) {
    offset = 0
    self.limit = limit
  }

  /// The longest page: enough for the lists that a page shows whole.
  package static let longest = PageRequest(first: 100)
}

/// One page of a list, and how many items the whole list has.
package struct Page<Item: Sendable>: Sendable {
  package let items: [Item]
  package let total: Int
  package let request: PageRequest

  package init(items: [Item], total: Int, request: PageRequest) {
    self.items = items
    self.total = total
    self.request = request
  }

  package var hasNext: Bool { request.offset + items.count < total }
}
