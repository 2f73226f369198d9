/// A candidacy read from the answers of a label procedure.
///
/// Every procedure whose effect is `grantLabel` has the fields named here; the check of the programme
/// holds it (`LabelFields`). Reading never fails: what the form refused cannot come here, and what is
/// empty stays empty.
package struct Candidacy: Hashable, Sendable {
  package let profile: TerritoryProfile

  /// - Parameters:
  ///   - answers: answers without findings under their procedure.
  ///   - slug: the address of the territory; its challenges are numbered after it.
  package init(_ answers: Answers, slug: Slug) {
    let name = answers.text("name") ?? ""
    profile = TerritoryProfile(
      name: name, aliases: answers.list("aliases"), departments: answers.list("departments"),
      presentation: answers.text("presentation") ?? "",
      presentationEn: answers.text("presentationEn"),
      collective: Candidacy.collective(answers),
      challenges: answers.group("challenges").enumerated().map { index, item in
        Candidacy.challenge(item, slug: "\(slug)-\(index + 1)")
      },
      perimeter: answers.list("perimeter").compactMap(PlaceCode.init),
      perimeterNotes: answers.group("perimeterNotes").compactMap(Candidacy.perimeterNote),
      figures: answers.group("figures").compactMap(Candidacy.figure),
      editorialNotes: answers.group("editorialNotes").compactMap(Candidacy.editorialNote))
  }

  private static func collective(_ answers: Answers) -> TerritoryProfile.Collective {
    TerritoryProfile.Collective(
      name: answers.text("collectiveName"),
      memberCount: answers.text("memberCount").flatMap(decimal(reading:)).flatMap { Int("\($0)") },
      members: answers.group("organisations").compactMap { item in
        item.text("name").map { name in
          CollectiveMember(
            name: name, part: item.text("role").flatMap(CollectiveMember.Part.init) ?? .member,
            kind: item.text("kind"), note: item.text("note"))
        }
      })
  }

  private static func challenge(_ item: Answers, slug: String) -> Challenge {
    Challenge(
      id: item.item ?? slug, slug: slug, lead: item.text("lead"),
      kind: item.text("kind").flatMap(Challenge.Kind.init), title: item.text("title") ?? "",
      theme: item.text("theme") ?? "", secondTheme: item.text("secondTheme"),
      summary: item.text("summary") ?? "", summaryEn: item.text("summaryEn"),
      objectives: item.group("objectives").enumerated().map { index, objective in
        Objective(
          id: objective.item ?? "\(slug)-\(index + 1)", statement: objective.text("statement") ?? "",
          indicator: objective.text("indicator") ?? "", unit: objective.text("unit"),
          baseline: objective.text("baseline"), target: objective.text("target") ?? "",
          targetDay: objective.text("targetDay").flatMap { Day($0) },
          source: objective.text("source"))
      })
  }

  private static func figure(_ item: Answers) -> TerritoryProfile.Figure? {
    guard let measure = item.text("measure"),
      let value = item.text("value").flatMap(decimal(reading:))
    else { return nil }
    let unit = item.text("unit")
    return TerritoryProfile.Figure(
      measure: LocalisedText(fr: measure, en: item.text("measureEn") ?? measure), value: "\(value)",
      unit: unit.map { LocalisedText(fr: $0, en: item.text("unitEn") ?? $0) },
      isApproximate: item.text("approximate") == "yes")
  }

  private static func perimeterNote(_ item: Answers) -> TerritoryProfile.PerimeterNote? {
    guard let code = item.text("code"),
      let certainty = item.text("certainty").flatMap(TerritoryProfile.PerimeterNote.Certainty.init)
    else { return nil }
    return TerritoryProfile.PerimeterNote(
      code: code, name: item.text("name"), certainty: certainty,
      note: item.text("note").map { LocalisedText(fr: $0, en: item.text("noteEn") ?? $0) })
  }

  private static func editorialNote(_ item: Answers) -> TerritoryProfile.EditorialNote? {
    guard let about = item.text("about"), let note = item.text("note") else { return nil }
    return TerritoryProfile.EditorialNote(
      about: about, note: LocalisedText(fr: note, en: item.text("noteEn") ?? note))
  }
}
