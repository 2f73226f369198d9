/// A filter of the queue that somebody kept under a name of theirs.
package struct QueueView: Hashable, Sendable {
  package let id: ID<QueueView>
  package let name: String
  package let filter: QueueFilter

  package init(id: ID<QueueView>, name: String, filter: QueueFilter) {
    self.id = id
    self.name = name
    self.filter = filter
  }

  /// How many somebody keeps.
  package static let most = 20
  package static let maximumLength = 60

  package static func findings(in name: String) -> [Finding] {
    let length = name.trimmed.count
    if length == 0 { return [Finding(field: "name", problem: .missing)] }
    guard length <= maximumLength else {
      return [Finding(field: "name", problem: .tooLong(length: length, maximum: maximumLength))]
    }
    return []
  }
}
