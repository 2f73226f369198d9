/// What an expert sees of a dossier before they accept to review it: what it takes to know of an interest of one's own.
package struct AskedReview: Hashable, Sendable {
  package let assignment: ReviewAssignment
  package let reference: String
  /// Of the collective, or whatever the dossier is called in lists.
  package let title: String
  package let wave: Wave
  /// All that may bind: of the collective, then named elsewhere, each once.
  package let organisations: [String]
  package let perimeter: [PlaceCode]

  /// - Parameter conflicts: what of the form binds people.
  package init(
    _ assignment: ReviewAssignment, of dossier: Dossier, _ wave: Wave, _ procedure: Procedure,
    binding conflicts: Procedure.Conflicts?
  ) {
    self.assignment = assignment
    reference = dossier.reference
    title = dossier.title
    self.wave = wave
    var known: Set<String> = []
    let collective = dossier.answers.group(procedure.collective?.field ?? "organisations")
      .compactMap { $0.text(procedure.collective?.name ?? "name") }
    let named = procedure.organisations(in: dossier.answers, binding: conflicts).map(\.name)
    organisations = (collective + named).filter {
      !$0.trimmed.isEmpty && known.insert(OrganisationName.key(of: $0)).inserted
    }
    perimeter = procedure.fields.filter { $0.kind == .perimeter }.flatMap { dossier.answers.list($0.id) }
      .compactMap { PlaceCode($0) }
  }
}
