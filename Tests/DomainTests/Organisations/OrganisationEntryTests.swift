import Domain
import Testing

@Suite struct OrganisationEntryTests {
  private func entry(_ change: (inout OrganisationEntry) -> Void = { _ in }) -> OrganisationEntry {
    var entry = OrganisationEntry()
    entry.name = " Atelier d’exemple "
    entry.form = "association"
    change(&entry)
    return entry
  }

  private func read(_ entry: OrganisationEntry) -> Result<OrganisationCard, OrganisationEntryFault> {
    entry.card { $0 == "26281" || $0 == "Romans-sur-Isère" ? "26281" : nil }
  }

  private func findings(_ change: (inout OrganisationEntry) -> Void) -> [Finding] {
    switch read(entry(change)) {
    case .success: []
    case .failure(let fault): fault.findings
    }
  }

  @Test func `what is typed becomes a card, and the card the same entry`() throws {
    let typed = entry {
      $0.siret = "732 829 320 00074"
      $0.kinds = ["university", "incubator", "incubator"]
      $0.municipality = "Romans-sur-Isère"
      $0.website = "https://exemple.example/a"
    }
    let card = try read(typed).get()
    #expect(card.name == "Atelier d’exemple" && card.kinds == [.incubator, .university])
    #expect(card.number?.description == "73282932000074" && card.municipality == "26281")
    #expect(try read(OrganisationEntry(card)).get() == card)
  }

  @Test func `an organisation needs a name and a legal form, and nothing else`() throws {
    #expect(try read(entry()).get().number == nil)
    #expect(findings { $0.name = " " } == [Finding(field: "name", problem: .missing)])
    #expect(findings { $0.form = "" } == [Finding(field: "form", problem: .missing)])
    #expect(findings { $0.form = "gmbh" } == [Finding(field: "form", problem: .unknownOption("gmbh"))])
    let long = String(repeating: "é", count: 201)
    #expect(findings { $0.name = long } == [Finding(field: "name", problem: .tooLong(length: 201, maximum: 200))])
  }

  @Test func `all that is wrong is told at once, each at its field`() {
    let found = findings {
      $0.name = ""
      $0.siren = "732829321"
      $0.siret = "1"
      $0.kinds = ["pirate"]
      $0.municipality = "Nulle-Part"
      $0.website = "javascript:alert(1)"
    }
    #expect(Set(found.map(\.field)) == ["name", "siren", "siret", "kinds", "municipality", "website"])
  }

  @Test func `a SIRET of another legal unit than the SIREN is told`() {
    let found = findings {
      $0.siren = "404833048"
      $0.siret = "73282932000074"
    }
    #expect(found == [Finding(field: "siret", problem: .otherSIREN("404833048"))])
  }

  @Test(arguments: [
    "exemple.example", "ftp://exemple.example", "https://exemple", "https://", "https://.example", "https://a.b c",
    "https://a.example/\"><script>",
  ])
  func `a website is the address of a page`(text: String) {
    #expect(findings { $0.website = text } == [Finding(field: "website", problem: .notAWebAddress)])
  }

  @Test func `of two records the number that says more is kept`() {
    func card(_ number: String) -> OrganisationCard {
      OrganisationCard(
        name: "A", number: RegisterNumber(number), form: .association, kinds: [], municipality: nil, website: nil)
    }
    let (none, siren, siret) = (card(""), card("732829320"), card("73282932000074"))
    for (kept, other) in [(none, siren), (none, siret), (siren, siret)] {
      #expect(kept.takesNumber(of: other) && !other.takesNumber(of: kept))
    }
    for same in [none, siren, siret] { #expect(!same.takesNumber(of: same)) }
  }

  @Test func `the social and solidarity economy is that of the law of 2014`() {
    let inside = LegalForm.allCases.filter(\.isSocialEconomy)
    #expect(inside == [.association, .cooperative, .mutual, .foundation, .socialEconomyCompany])
  }
}
