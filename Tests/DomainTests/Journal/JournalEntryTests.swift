import Domain
import Foundation
import Testing

@Suite struct JournalEntryTests {
  private func entry(_ change: JSONValue, after last: JournalEntry? = nil) -> JournalEntry {
    JournalEntry(
      after: last.map { (number: $0.number, hash: $0.hash) }, at: Date(timeIntervalSince1970: 1_550_000_000),
      author: .program("test"), action: "dossier.saved", subject: "dossier:1", change: change)
  }

  @Test func `an entry follows the one before it`() {
    let first = entry(.object(["a": .integer(1)]))
    let second = entry(.object(["b": .null]), after: first)
    #expect(first.follows(number: 0, hash: JournalEntry.origin))
    #expect(second.follows(number: first.number, hash: first.hash))
    #expect(!second.follows(number: 0, hash: JournalEntry.origin))
  }

  @Test func `one byte changed anywhere in an entry breaks it`() {
    let e = entry(.object(["a": .string("é")]))
    func changed(
      at: String? = nil, author: String? = nil, action: String? = nil, subject: String? = nil,
      change: String? = nil, previous: String? = nil, hash: String? = nil
    ) -> JournalEntry {
      JournalEntry(
        number: e.number, at: at ?? e.at, author: author ?? e.author, action: action ?? e.action,
        subject: subject ?? e.subject, change: change ?? e.change, previous: previous ?? e.previous,
        hash: hash ?? e.hash)
    }
    let altered = [
      changed(at: "2019-02-12T19:33:21.000Z"), changed(author: "program:tesu"),
      changed(action: "dossier.savee"),
      changed(subject: "dossier:2"), changed(change: "{\"a\":\"e\"}"),
      changed(previous: "1" + e.previous.dropFirst()), changed(hash: "0" + e.hash.dropFirst(2) + "0"),
    ]
    #expect(changed().follows(number: 0, hash: JournalEntry.origin))
    for entry in altered { #expect(!entry.follows(number: 0, hash: JournalEntry.origin)) }
  }

  @Test func `what is hashed has one spelling only`() {
    let one = JSONValue.object(["b": .integer(2), "a": .string("x\n\"\u{1}")])
    #expect(one.canonical == #"{"a":"x\n\"\u0001","b":2}"#)
    #expect((try? JSONValue(parsing: one.canonical)) == one)
  }
}
