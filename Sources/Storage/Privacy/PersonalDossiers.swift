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
}
