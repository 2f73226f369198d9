/// What an expert sees of a dossier before they accept to review it: what it takes to know of an interest of one's own.
package struct AskedReview: Hashable, Sendable {
  package let assignment: ReviewAssignment
  package let reference: String
  /// Of the collective, or whatever the dossier is called in lists.
  package let title: String
  package let wave: Wave
  package let organisations: [String]
  package let perimeter: [PlaceCode]

  package init(_ assignment: ReviewAssignment, of dossier: Dossier, _ wave: Wave, _ procedure: Procedure) {
    self.assignment = assignment
    reference = dossier.reference
    title = dossier.title
    self.wave = wave
    let name = procedure.collective?.name ?? "name"
    let group = procedure.collective?.field ?? "organisations"
    organisations = dossier.answers.group(group).compactMap { $0.text(name) }.filter { !$0.trimmed.isEmpty }
    perimeter = procedure.fields.filter { $0.kind == .perimeter }.flatMap { dossier.answers.list($0.id) }
      .compactMap { PlaceCode($0) }
  }
}
