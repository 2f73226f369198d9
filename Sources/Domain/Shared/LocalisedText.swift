/// A language that the site speaks. French comes first.
package enum Language: String, CaseIterable, Codable, Sendable {
  case french = "fr"
  case english = "en"
}

/// Text of the programme in both languages of the site.
package struct LocalisedText: Hashable, Codable, Sendable {
  package let fr: String
  package let en: String

  package init(fr: String, en: String) {
    self.fr = fr
    self.en = en
  }

  package subscript(language: Language) -> String {
    switch language {
    case .french: fr
    case .english: en
    }
  }
}
