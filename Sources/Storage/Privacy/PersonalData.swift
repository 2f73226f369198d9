/// Every table of the database, from the side of the people of whom it speaks. A test reads the schema and fails when a
/// table or a column is in neither list: whoever adds one says here whether it leaves in an export, or why not.
package enum PersonalData {
  private typealias Column = PersonalTable.Column

  package static let tables: [PersonalTable] = plain + decisions + reviews + juries

  private static let plain: [PersonalTable] = [
    PersonalTable(
      name: "people", section: "account", owner: .person("id"), order: "id",
      columns: ["id", "email", "name", "language", "created_at", "mail_choice"].map { Column($0) },
      withheld: ["erased_at": "empty as long as there is an account", "name_key": "made from the name"]),
    PersonalTable(
      name: "mandates", section: "roles", owner: .person("person_id"), order: "number",
      columns: ["number", "role", "scope", "granted_at", "until", "withdrawn_at"].map { Column($0) },
      withheld: [
        "person_id": "the person of the account", "granted_by": "names another person",
        "withdrawn_by": "names another person",
      ]),
    PersonalTable(
      name: "sessions", section: "sessions", owner: .person("person_id"), order: "created_at, hash",
      columns: ["created_at", "expires_at", "last_seen_at", "network", "browser"].map { Column($0) },
      withheld: [
        "hash": "made from a secret", "csrf": "a secret of the session", "person_id": "the person of the account",
        "id": "names the session when it is ended", "identity_token": "a secret of the identity provider",
      ]),
    PersonalTable(
      name: "sign_in_links", section: "signInLinks", owner: .person("person_id"), order: "created_at, hash",
      columns: ["email", "language", "created_at", "expires_at", "used_at"].map { Column($0) },
      withheld: [
        "hash": "made from a secret", "browser_hash": "made from a secret", "person_id": "the person of the account",
      ]),
    PersonalTable(
      name: "external_identities", section: "identities", owner: .person("person_id"), order: "created_at, issuer",
      columns: ["issuer", "subject", "created_at"].map { Column($0) },
      withheld: ["person_id": "the person of the account"]),
    PersonalTable(
      name: "memberships", section: "memberships", owner: .person("person_id"), order: "since, organisation_id",
      columns: [
        Column("organisation_id"), Column("role"),
        Column("since"), Column("ended_at"),
      ],
      withheld: [
        "person_id": "the person of the account", "number": "counts the members of the organisation",
        "counts_until": "three years after its end",
      ]),
    PersonalTable(
      name: "organisation_invitations", section: "invitations", owner: .address("email"), order: "created_at, hash",
      columns: ["organisation_id", "email", "role", "created_at", "expires_at", "closed_at"].map { Column($0) },
      withheld: ["hash": "made from a secret", "id": "names the invitation when it is withdrawn"]),
    dossiers,
    PersonalTable(
      name: "submissions", section: "submissions", owner: .dossier("dossier_id", unless: "1 = 0"),
      order: "dossier_id, number",
      columns: [
        Column("dossier_id"), Column("number"), Column("submitted_at"), Column("answers", isJSON: true),
        Column("digest"),
      ], withheld: [:]),
    PersonalTable(
      name: "dossier_perimeters", section: "perimeters", owner: .dossier("dossier_id", unless: "1 = 0"),
      order: "dossier_id", columns: ["dossier_id", "geography_year", "codes"].map { Column($0) },
      withheld: ["wave_id": "the call of the dossier, which is told there"]),
    PersonalTable(
      name: "answer_changes", section: "changes", owner: .dossier("dossier_id", unless: "1 = 0"),
      order: "dossier_id, version, path",
      columns: [
        Column("dossier_id"), Column("version"), Column("path"), Column("at"), Column("before", isJSON: true),
        Column("after", isJSON: true),
      ], withheld: ["author_id": "who wrote it: the person of the account"]),
    PersonalTable(
      name: "submission_documents", section: "documents", owner: .dossier("dossier_id", unless: "1 = 0"),
      order: "dossier_id, number",
      columns: ["dossier_id", "number", "digest", "size", "made_at"].map { Column($0) }, withheld: [:]),
    PersonalTable(
      name: "declared_interests", section: "declaredInterests", owner: .person("person_id"), order: "declared_at, id",
      columns: ["kind", "name", "place", "words", "declared_at", "ended_on"].map { Column($0) },
      withheld: [
        "person_id": "the person of the account", "id": "names the interest when it ends",
        "dossier_id": "names a dossier that does not exist for the person",
        "name_key": "the name as it is compared with others", "counts_until": "three years after its end",
      ]),
    PersonalTable(
      name: "interest_statements", section: "interestStatements", owner: .person("person_id"),
      order: "stated_at, wave_id", columns: ["wave_id", "stated_at"].map { Column($0) },
      withheld: ["person_id": "the person of the account"]),
    PersonalTable(
      name: "conflict_set_asides", section: "conflictsSetAside", owner: .person("set_aside_by"),
      order: "set_aside_at, dossier_id, person_id, ground, basis, number",
      columns: ["dossier_id", "ground", "reason", "set_aside_at", "put_back_at"].map { Column($0) },
      withheld: [
        "person_id": "names another person", "basis": "an interest of another person", "number": "counts the same",
        "set_aside_by": "the person of the account", "put_back_by": "may name another person",
      ]),
    PersonalTable(
      name: "dossier_members", section: "parts", owner: .person("person_id"), order: "dossier_id, number",
      columns: ["dossier_id", "number", "part", "sections", "party", "since", "ended_at"].map { Column($0) },
      withheld: ["person_id": "the person of the account"]),
    PersonalTable(
      name: "dossier_invitations", section: "dossierInvitations", owner: .address("email"), order: "created_at, hash",
      columns: ["dossier_id", "email", "part", "sections", "party", "created_at", "expires_at", "closed_at"].map {
        Column($0)
      }, withheld: ["hash": "made from a secret", "id": "names the invitation when it is withdrawn"]),
    PersonalTable(
      name: "sign_offs", section: "signatures", owner: .person("person_id"), order: "dossier_id, number",
      columns: ["dossier_id", "number", "party", "name", "capacity", "version", "digest", "signed_at"].map {
        Column($0)
      },
      withheld: [
        "person_id": "the person of the account", "recorded_by": "names another person",
        "covered": "digests of parts of the dossier",
      ]),
    PersonalTable(
      name: "dossier_comments", section: "comments", owner: .person("author_id"), order: "created_at, id",
      columns: ["id", "dossier_id", "section", "path", "thread", "body", "created_at", "resolved_at"].map {
        Column($0)
      },
      withheld: ["author_id": "the person of the account", "resolved_by": "names another person"]),
    PersonalTable(
      name: "dossier_sections", section: "sections", owner: .person("assignee_id"), order: "dossier_id, section",
      columns: ["dossier_id", "section", "ready_at"].map { Column($0) },
      withheld: [
        "assignee_id": "the person of the account", "ready_by": "names another person",
        "digest": "the digest of a part of the dossier",
      ]),
    PersonalTable(
      name: "dossier_presence", section: "presence", owner: .person("person_id"), order: "seen_at, dossier_id",
      columns: ["dossier_id", "section", "field", "seen_at"].map { Column($0) },
      withheld: ["person_id": "the person of the account"]),
    PersonalTable(
      name: "dossier_examiners", section: "examinedDossiers", owner: .person("person_id"),
      order: "given_at, dossier_id",
      columns: ["dossier_id", "given_at"].map { Column($0) }, withheld: ["person_id": "the person of the account"]),
    PersonalTable(
      // Notes of the service are theirs who wrote them, and never those of whom a dossier speaks.
      name: "internal_notes", section: "notes", owner: .person("author_id"), order: "written_at, id",
      columns: ["id", "dossier_id", "body", "written_at", "taken_back_at"].map { Column($0) },
      withheld: ["author_id": "the person of the account"]),
    PersonalTable(
      name: "queue_views", section: "queueViews", owner: .person("person_id"), order: "kept_at, id",
      columns: [Column("id"), Column("name"), Column("query", isJSON: true), Column("kept_at")],
      withheld: ["person_id": "the person of the account"]),
    PersonalTable(
      name: "admissibility_answers", section: "admissibility", owner: .person("author_id"),
      order: "answered_at, dossier_id, item",
      columns: ["dossier_id", "item", "verdict", "remark", "answered_at"].map { Column($0) },
      withheld: ["author_id": "the person of the account"]),
    PersonalTable(
      name: "expert_profiles", section: "expertProfile", owner: .person("person_id"), order: "person_id",
      columns: [
        Column("college"), Column("region"), Column("themes", isJSON: true), Column("knowledge"), Column("updated_at"),
      ], withheld: ["person_id": "the person of the account", "version": "counts changes"]),
    PersonalTable(
      name: "panel_capacities", section: "expertCapacities", owner: .person("person_id"), order: "wave_id",
      columns: ["wave_id", "capacity", "stated_at"].map { Column($0) },
      withheld: ["person_id": "the person of the account"]),
    PersonalTable(
      name: "panel_choices", section: "expertProposals", owner: .person("person_id"), order: "dossier_id",
      columns: ["wave_id", "affinity"].map { Column($0) },
      withheld: [
        "person_id": "the person of the account", "dossier_id": "would tell of a dossier before anybody is asked",
        "is_locked": "how the service works on a proposal", "by_hand": "how the service works on a proposal",
      ]),
    steps,
    PersonalTable(
      name: "complement_requests", section: "complements", owner: .dossier("dossier_id", unless: "1 = 0"),
      order: "dossier_id, number",
      columns: [
        Column("dossier_id"), Column("number"), Column("asked_at"), Column("due_on"), Column("items", isJSON: true),
        Column("answered_at"),
      ], withheld: [:]),
    PersonalTable(
      name: "reopenings", section: "reopenings", owner: .dossier("dossier_id", unless: "1 = 0"),
      order: "dossier_id, number", columns: ["dossier_id", "number", "at", "until", "reason"].map { Column($0) },
      withheld: [:]),
    PersonalTable(
      name: "reminders", section: "reminders", owner: .dossier("dossier_id", unless: "1 = 0"),
      order: "dossier_id, days", columns: ["dossier_id", "days", "sent_at"].map { Column($0) }, withheld: [:]),
    PersonalTable(
      name: "interests", section: "interests", owner: .dossier("dossier_id", unless: "1 = 0"), order: "dossier_id",
      columns: [
        Column("dossier_id"), Column("wave_id"), Column("sent_at"), Column("answers", isJSON: true), Column("digest"),
      ], withheld: [:]),
    PersonalTable(
      name: "call_questions", section: "questions", owner: .person("person_id"), order: "asked_at, id",
      columns: [
        "id", "wave_id", "asked_at", "question", "published_question", "published_question_en", "answer", "answer_en",
        "answered_at",
      ].map { Column($0) }, withheld: ["person_id": "the person of the account"]),
    PersonalTable(
      name: "outbox", section: "messages", owner: .address("recipient"), order: "created_at, id",
      columns: [
        Column("id"), Column("kind"), Column("recipient"), Column("subject"),
        // Whoever gets hold of an export must not sign in with it.
        Column("body", as: "CASE WHEN kind = 'signIn' THEN NULL ELSE body END"), Column("created_at"),
        Column("language"), Column("state"), Column("delivered_at"),
      ],
      withheld: [
        "person_id": "the person of the account", "channel": "always mail",
        "thread": "how mail programs group messages", "procedural": "how the program sends it",
        "attempts": "how the program sends it", "due_at": "how the program sends it",
        "expires_at": "how the program sends it", "taken_until": "how the program sends it",
        "last_error": "what a mail server answered",
      ]),
    PersonalTable(
      name: "file_attachments", section: "files", owner: .person("owner_id"), order: "added_at, id",
      columns: ["id", "dossier_id", "message_id", "name", "media_type", "size", "digest", "added_at"].map {
        Column($0)
      },
      withheld: ["owner_id": "the person of the account"]),
    PersonalTable(
      name: "exchange_messages", section: "exchange", owner: .dossier("dossier_id", unless: "1 = 0"),
      order: "dossier_id, sent_at, id",
      columns: ["id", "dossier_id", "side", "text", "sent_at", "settled_at"].map { Column($0) },
      withheld: [
        "author_id": "names another person, unless it is in writtenMessages", "settled_by": "names another person",
        "mail_digest": "recognises a mail that comes twice",
      ]),
    PersonalTable(
      name: "exchange_messages", section: "writtenMessages", owner: .person("author_id"),
      order: "sent_at, id", columns: ["id", "dossier_id", "side", "text", "sent_at"].map { Column($0) },
      withheld: [
        "author_id": "the person of the account", "settled_at": "what others did", "settled_by": "names another person",
        "mail_digest": "recognises a mail that comes twice",
      ]),
    PersonalTable(
      name: "first_openings", section: "openings", owner: .person("person_id"), order: "at, dossier_id",
      columns: ["dossier_id", "subject", "at"].map { Column($0) },
      withheld: ["person_id": "the person of the account"]),
    PersonalTable(
      name: "reply_addresses", section: "replyAddresses", owner: .person("person_id"), order: "created_at, token",
      columns: ["dossier_id", "created_at"].map { Column($0) },
      withheld: ["person_id": "the person of the account", "token": "a secret: who has it could write by mail"]),
    PersonalTable(
      name: "label_events", section: "labelEvents", owner: .person("author_id"), order: "recorded_at, number",
      columns: [
        Column("territory_id"), Column("number"), Column("effective_on"), Column("recorded_at"), Column("replaces"),
        Column("content", isJSON: true), Column("signatory_name"), Column("signatory_function"),
      ],
      withheld: [
        "author_id": "the person of the account",
        "corrected_by": "who put it right; the journal has one's own corrections",
      ]),
    PersonalTable(
      name: "journal", section: "journal", owner: .author("author"), order: "at, number",
      columns: [
        Column("number"), Column("at"), Column("action"), Column("subject"), Column("change", isJSON: true),
      ],
      withheld: [
        "author": "the person of the account", "previous": "the chain of the whole journal",
        "hash": "the chain of the whole journal",
      ]),
  ]
}
