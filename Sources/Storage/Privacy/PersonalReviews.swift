extension PersonalData {
  /// Reviews are theirs who wrote them, and never those of whom a dossier speaks.
  static let reviews = [
    PersonalTable(
      name: "review_assignments", section: "reviewsAsked", owner: .person("person_id"), order: "asked_at, id",
      columns: [
        "id", "dossier_id", "state", "asked_at", "due_on", "answered_at", "ended_at", "reason", "declares_conflict",
      ].map { PersonalTable.Column($0) },
      withheld: ["person_id": "the person of the account", "asked_by": "names another person"]),
    PersonalTable(
      name: "review_reminders", section: "reviewReminders", owner: .person("person_id"),
      order: "sent_at, assignment_id, days",
      columns: ["assignment_id", "days", "sent_at"].map { PersonalTable.Column($0) },
      withheld: ["person_id": "the person of the account"]),
    PersonalTable(
      name: "review_drafts", section: "reviewDrafts", owner: .person("person_id"), order: "updated_at, dossier_id",
      columns: [
        PersonalTable.Column("dossier_id"), PersonalTable.Column("fields", isJSON: true),
        PersonalTable.Column("updated_at"),
      ],
      withheld: [
        "person_id": "the person of the account", "version": "counts the saves of the draft",
        "changed": "at which save each field changed",
      ]),
    PersonalTable(
      name: "review_sheets", section: "reviews", owner: .person("person_id"),
      order: "submitted_at, dossier_id, number",
      columns: [
        PersonalTable.Column("dossier_id"), PersonalTable.Column("number"), PersonalTable.Column("capacity"),
        PersonalTable.Column("fields", isJSON: true), PersonalTable.Column("digest"),
        PersonalTable.Column("submitted_at"),
      ],
      withheld: [
        "person_id": "the person of the account", "passed_at": "what the service did with the questions",
        "counted_at": "whether it counted when the dossier was deliberated",
      ]),
    PersonalTable(
      name: "reconciliation_notes", section: "reconciliations", owner: .person("author_id"),
      order: "written_at, dossier_id, line, number",
      columns: ["dossier_id", "line", "number", "body", "settled", "written_at"].map { PersonalTable.Column($0) },
      withheld: ["author_id": "the person of the account"]),
  ]
}
