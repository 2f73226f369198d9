/// Somebody who can sign in.
package struct Person: Hashable, Sendable {
  package let id: ID<Person>
  package let email: EmailAddress
  package let name: String
  package let language: Language

  package init(id: ID<Person>, email: EmailAddress, name: String, language: Language) {
    self.id = id
    self.email = email
    self.name = name
    self.language = language
  }
}

/// An address that mail can be sent to, folded to lower case so that one person has one account.
package struct EmailAddress: Hashable, Sendable, CustomStringConvertible {
  package let value: String
  package var description: String { value }

  /// Nil unless the text has one `@` between a name and a dotted domain, and no white space or
  /// control character (which could smuggle a header into a mail).
  package init?(_ text: String) {
    let folded = text.trimmingPrefix(while: \.isWhitespace).lowercased()
    let trimmed = String(folded.reversed().drop(while: \.isWhitespace).reversed())
    let parts = trimmed.split(separator: "@", omittingEmptySubsequences: false)
    guard trimmed.count <= 254, parts.count == 2, !parts[0].isEmpty, parts[0].count <= 64,
      EmailAddress.isDomain(parts[1]),
      trimmed.unicodeScalars.allSatisfy({
        $0.value > 32 && ![.control, .format].contains($0.properties.generalCategory)
          && !"<>,;:\"()[]\\".unicodeScalars.contains($0)
      })
    else { return nil }
    value = trimmed
  }

  private static func isDomain(_ text: Substring) -> Bool {
    let labels = text.split(separator: ".", omittingEmptySubsequences: false)
    return labels.count >= 2
      && labels.allSatisfy { label in
        !label.isEmpty && label.count <= 63 && label.first != "-" && label.last != "-"
      }
  }
}
