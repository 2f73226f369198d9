/// A dossier that is to be given to somebody, with who had it when the form was drawn.
package struct DossierToGive: Hashable, Sendable {
  package let dossier: ID<Dossier>
  package let holder: ID<Person>?

  package init(_ dossier: ID<Dossier>, heldBy holder: ID<Person>?) {
    self.dossier = dossier
    self.holder = holder
  }

  /// What a form bears in the place of a person to give dossiers back: an empty choice does nothing.
  package static let nobody = "nobody"

  /// As a form bears it: `dossier` or `dossier/holder`.
  package var text: String { holder.map { "\(dossier)/\($0)" } ?? "\(dossier)" }

  package init?(_ text: String) {
    let parts = text.split(separator: "/", maxSplits: 1).map(String.init)
    guard let first = parts.first, let dossier = ID<Dossier>(first) else { return nil }
    self.init(dossier, heldBy: parts.count > 1 ? ID<Person>(parts[1]) : nil)
  }
}

/// What became of dossiers that were to be given: each one for itself.
package struct GivingReport: Hashable, Sendable {
  package struct Refused: Hashable, Sendable {
    /// Nil where the reader may not know of the dossier.
    package let reference: String?
    package let refusal: Refusal

    package init(reference: String?, refusal: Refusal) {
      self.reference = reference
      self.refusal = refusal
    }
  }

  /// Those that are with the person from now on.
  package var given: [String] = []
  /// Those that were so already: the same request sent twice does nothing.
  package var already: [String] = []
  package var refused: [Refused] = []
  /// The name of who has them; nil where they were given back.
  package let person: String?

  package init(person: String?) { self.person = person }

  /// How many are given in one request.
  package static let most = 100
}

/// A dossier in the letter to whom it was given.
package struct GivenDossier: Hashable, Sendable {
  package let dossier: ID<Dossier>
  package let reference: String
  package let title: String
  package let link: String

  package init(_ dossier: ID<Dossier>, reference: String, title: String, link: String) {
    self.dossier = dossier
    self.reference = reference
    self.title = title
    self.link = link
  }
}
