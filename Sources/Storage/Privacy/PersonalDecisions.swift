extension PersonalData {
  private typealias Column = PersonalTable.Column

  /// Decisions: how they are prepared, answered, told and followed.
  static let decisions: [PersonalTable] = [
    PersonalTable(
      name: "decisions", section: "decisions", owner: .dossier("dossier_id", unless: "notified_at IS NULL"),
      order: "dossier_id, number",
      columns: [
        "dossier_id", "number", "outcome", "kind", "reasons", "conditions", "signatory_name", "signatory_function",
        "decided_at",
        "notified_at", "published_at",
      ].map { Column($0) } + [Column("criteria", isJSON: true), Column("standing", isJSON: true)],
      withheld: [
        "stands": "would tell a new decision before its notice", "prepared_by": "names another person",
        "decided_by": "names another person",
      ]),
    PersonalTable(
      name: "decision_drafts", section: "decisionDrafts", owner: .person("author_id"),
      order: "saved_at, dossier_id, number",
      columns: [Column("dossier_id"), Column("number"), Column("content", isJSON: true), Column("saved_at")],
      withheld: ["author_id": "the person of the account"]),
    PersonalTable(
      name: "decision_proposals", section: "decisionProposals", owner: .person("proposed_by"),
      order: "proposed_at, id",
      columns: [
        "id", "dossier_id", "draft", "proposed_at", "verdict", "checked_at", "reasons", "recalled_at", "recall_reasons",
      ]
      .map { Column($0) },
      withheld: [
        "proposed_by": "the person of the account", "checked_by": "names another person",
        "recalled_by": "names another person",
      ]),
    PersonalTable(
      name: "inadmissibility_proposals", section: "inadmissibilityProposals", owner: .person("proposed_by"),
      order: "proposed_at, dossier_id",
      columns: [
        "dossier_id", "reasons", "signatory_name", "signatory_function", "proposed_at", "confirmed_at",
      ].map { Column($0) },
      withheld: [
        "proposed_by": "the person of the account", "confirmed_by": "names another person",
        "dossier_version": "for which version of the dossier it holds",
      ]),
    PersonalTable(
      name: "wave_publications", section: "publicationHours", owner: .person("set_by"), order: "set_at, wave_id",
      columns: ["wave_id", "at", "set_at", "done_at", "cancelled_at"].map { Column($0) },
      withheld: ["set_by": "the person of the account", "version": "counts its changes"]),
    PersonalTable(
      name: "decision_replies", section: "decisionReplies", owner: .dossier("dossier_id", unless: "1 = 0"),
      order: "dossier_id, asked_at, id",
      columns: [
        Column("id"), Column("dossier_id"), Column("content", isJSON: true), Column("asked_at"), Column("due_on"),
        Column("answer"), Column("answered_at"),
      ], withheld: ["answered_by": "who answered: the person of the account"]),
    PersonalTable(
      name: "deepenings", section: "deepenings", owner: .dossier("dossier_id", unless: "told_at IS NULL"),
      order: "dossier_id",
      columns: ["dossier_id", "state", "coach", "due_on", "opened_at", "told_at", "closing_reasons"].map {
        Column($0)
      }, withheld: ["version": "counts its changes"]),
    PersonalTable(
      name: "deepening_conditions", section: "judgedConditions", owner: .person("judged_by"),
      order: "judged_at, dossier_id, number",
      columns: ["dossier_id", "number", "text", "met", "reasons", "judged_at"].map { Column($0) },
      withheld: ["judged_by": "the person of the account"]),
    PersonalTable(
      name: "decision_letters", section: "decisionLetters", owner: .dossier("dossier_id", unless: "1 = 0"),
      order: "dossier_id, decided_at",
      columns: ["dossier_id", "decided_at", "digest", "size", "made_at"].map { Column($0) }, withheld: [:]),
  ]
}
