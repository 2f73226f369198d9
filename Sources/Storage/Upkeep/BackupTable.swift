/// The tables that a backup holds, each after those that it refers to. The search is left out, since it is made from
/// the rest, and so is what the engine or the schema keeps for itself. A test compares the list with the schema.
package struct BackupTable: Hashable, Sendable {
  package let name: String
  /// The columns of its primary key: rows are read in this order, so that equal tables give equal lines.
  package let key: [String]

  private init(_ name: String, _ key: String...) {
    self.name = name
    self.key = key
  }

  package static let all: [BackupTable] = [
    BackupTable("people", "id"), BackupTable("mandates", "person_id", "number"),
    BackupTable("sign_in_links", "hash"), BackupTable("sessions", "hash"),
    BackupTable("external_identities", "issuer", "subject"), BackupTable("provider_visits", "state_hash"),
    BackupTable("attempt_counters", "name", "window_start"),
    BackupTable("organisations", "id"), BackupTable("memberships", "organisation_id", "number"),
    BackupTable("organisation_names", "organisation_id", "name", "siren"),
    BackupTable("organisation_invitations", "hash"),
    BackupTable("procedures", "id", "version"), BackupTable("waves", "id"), BackupTable("dossiers", "id"),
    BackupTable("submissions", "dossier_id", "number"), BackupTable("dossier_steps", "dossier_id", "number"),
    BackupTable("dossier_perimeters", "dossier_id"), BackupTable("dossier_ties", "dossier_id"),
    BackupTable("dossier_names", "dossier_id", "number"), BackupTable("dossier_places", "dossier_id", "code"),
    BackupTable("declared_interests", "id"), BackupTable("declared_places", "interest_id", "code"),
    BackupTable("interest_statements", "person_id", "wave_id"),
    BackupTable("conflict_set_asides", "person_id", "dossier_id", "ground", "basis", "number"),
    BackupTable("complement_requests", "dossier_id", "number"), BackupTable("reopenings", "dossier_id", "number"),
    BackupTable("reminders", "dossier_id", "days"), BackupTable("interests", "dossier_id"),
    BackupTable("call_questions", "id"), BackupTable("wave_scores", "wave_id"),
    BackupTable("answer_changes", "dossier_id", "version", "path"), BackupTable("decisions", "dossier_id", "number"),
    BackupTable("dossier_members", "dossier_id", "number"), BackupTable("dossier_invitations", "hash"),
    BackupTable("sign_offs", "dossier_id", "number"), BackupTable("dossier_comments", "id"),
    BackupTable("dossier_sections", "dossier_id", "section"),
    BackupTable("dossier_examiners", "dossier_id"), BackupTable("internal_notes", "id"),
    BackupTable("decision_drafts", "dossier_id", "number"), BackupTable("decision_proposals", "id"),
    BackupTable("inadmissibility_proposals", "dossier_id"),
    BackupTable("decision_replies", "id"), BackupTable("wave_publications", "wave_id"),
    BackupTable("deepenings", "dossier_id"), BackupTable("deepening_conditions", "dossier_id", "number"),
    BackupTable("queue_views", "id"), BackupTable("admissibility_answers", "dossier_id", "item"),
    BackupTable("expert_profiles", "person_id"), BackupTable("panel_capacities", "wave_id", "person_id"),
    BackupTable("panel_proposals", "wave_id"), BackupTable("panel_choices", "dossier_id", "person_id"),
    BackupTable("panel_affinities", "dossier_id"),
    BackupTable("rubrics", "version"), BackupTable("wave_rubrics", "wave_id"), BackupTable("review_assignments", "id"),
    BackupTable("review_reminders", "assignment_id", "days"), BackupTable("review_drafts", "dossier_id", "person_id"),
    BackupTable("review_sheets", "dossier_id", "person_id", "number"), BackupTable("review_freezes", "dossier_id"),
    BackupTable("reconciliation_notes", "dossier_id", "line", "number"),
    BackupTable("territories", "id"),
    BackupTable("territory_regions", "territory_id", "region"), BackupTable("challenges", "id"),
    BackupTable("labels", "territory_id"), BackupTable("label_events", "territory_id", "number"),
    BackupTable("label_periods", "territory_id", "known_from", "from_on"),
    BackupTable("exchange_messages", "id"), BackupTable("first_openings", "dossier_id", "subject"),
    BackupTable("reply_addresses", "token"),
    BackupTable("files", "digest"), BackupTable("file_contents", "digest", "number"),
    BackupTable("blank_forms", "procedure_id", "procedure_version", "language"),
    BackupTable("decision_letters", "dossier_id", "decided_at"),
    BackupTable("label_letters", "territory_id", "number"),
    BackupTable("label_certificates", "territory_id", "language", "version"),
    BackupTable("submission_documents", "dossier_id", "number"), BackupTable("file_attachments", "id"),
    BackupTable("jury_sessions", "id"), BackupTable("jury_members", "session_id", "person_id"),
    BackupTable("jury_items", "id"), BackupTable("jury_departures", "item_id", "person_id"),
    BackupTable("jury_votes", "item_id", "round", "person_id"),
    BackupTable("jury_voters", "item_id", "round", "person_id"),
    BackupTable("jury_ballots", "item_id", "round", "code"), BackupTable("jury_results", "item_id", "round"),
    BackupTable("jury_minutes", "session_id", "person_id"),
    BackupTable("webhooks", "id"), BackupTable("outbox", "id"),
    BackupTable("outbox_dossiers", "message_id", "dossier_id"),
    BackupTable("settings", "name"), BackupTable("journal", "number"),
  ]

  /// Tables that are no part of a backup, with the reason.
  package static let omitted = [
    "search_entries": "made from the published territories", "search_index": "made from the published territories",
    "dossier_presence": "who was there in the last minute",
    "migrations": "the schema that the restoring program makes", "write_turn": "a lock of PostgreSQL",
  ]
}
