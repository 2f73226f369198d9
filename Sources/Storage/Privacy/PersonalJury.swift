/// What juries keep of the people who sit in them.
extension PersonalData {
  static let juries: [PersonalTable] = [
    PersonalTable(
      name: "jury_members", section: "juries", owner: .person("person_id"), order: "session_id",
      columns: ["session_id", "part", "attendance", "arrived_at", "left_at"].map { PersonalTable.Column($0) },
      withheld: ["person_id": "the person of the account", "place": "the order of the list of members"]),
    PersonalTable(
      name: "jury_departures", section: "juryDepartures", owner: .person("person_id"), order: "item_id",
      columns: [PersonalTable.Column("item_id")], withheld: ["person_id": "the person of the account"]),
    PersonalTable(
      name: "jury_votes", section: "juryVotes", owner: .person("person_id"), order: "item_id, round",
      columns: ["item_id", "round", "choice"].map { PersonalTable.Column($0) },
      withheld: ["person_id": "the person of the account"]),
    PersonalTable(
      // What was voted in secret is known to the voter alone, by the code that they noted.
      name: "jury_voters", section: "secretVotes", owner: .person("person_id"), order: "item_id, round",
      columns: ["item_id", "round"].map { PersonalTable.Column($0) },
      withheld: ["person_id": "the person of the account"]),
    PersonalTable(
      name: "jury_minutes", section: "juryMinutes", owner: .person("person_id"), order: "session_id",
      columns: ["session_id", "ordered_at", "digest", "size", "made_at"].map { PersonalTable.Column($0) },
      withheld: ["person_id": "the person of the account", "content": "recognises minutes that are out of date"]),
  ]
}
