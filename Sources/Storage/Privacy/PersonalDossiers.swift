extension PersonalData {
  private typealias Column = PersonalTable.Column

  /// Dossiers belong to those who file them; nothing of theirs tells a decision before its notice.
  static let dossiers = PersonalTable(
    name: "dossiers", section: "dossiers", owner: .person("owner_id"), order: "created_at, id",
    columns: [
      Column("id"), Column("reference"), Column("wave_id"), Column("procedure_id"), Column("procedure_version"),
      Column("title"),
      Column("state", as: "CASE WHEN state IN ('deliberated', 'decided') THEN 'inReview' ELSE state END"),
      Column("answers", isJSON: true), Column("created_at"), Column("submitted_at"),
    ],
    withheld: [
      "owner_id": "the person of the account", "origin": "empty for a dossier of a person",
      "version": "would tell a decision before its notice", "due_order": "would tell a decision before its notice",
      "updated_at": "would tell a decision before its notice",
    ])

  /// What the service does among itself is heard of by what follows from it, as on the page of the dossier.
  static let steps = PersonalTable(
    name: "dossier_steps", section: "steps",
    owner: .dossier("dossier_id", unless: "event IN ('deliberate', 'decide', 'takeBack')"),
    order: "dossier_id, number",
    columns: ["dossier_id", "event", "to_state", "at", "reasons", "received_on", "decision_number"].map { Column($0) },
    withheld: ["number": "a gap in it would tell a decision before its notice"])
}
