import Domain

extension Answers {
  /// Reads the stored text of answers.
  /// - Throws: a fault when it is not what the program writes.
  init(stored text: String) throws {
    guard let answers = Answers(try JSONValue(parsing: text)) else {
      throw StorageFault.unreadable(column: "answers")
    }
    self = answers
  }
}
