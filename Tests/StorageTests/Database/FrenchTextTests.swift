import Domain
import Storage
import Testing

@Suite struct FrenchTextTests {
  @Test(arguments: [
    ("réparer", "réparation"), ("reparer", "réparation"), ("Réparations", "réparer"),
    ("économie", "economie"),
    ("mobilités", "mobilite"), ("déchets", "dechet"), ("alimentaires", "alimentaire"),
    ("solidaire", "solidaires"),
  ])
  func `accents and inflection fold`(one: String, other: String) {
    #expect(meet(one, other) && meet(other, one))
  }

  /// Whether a search for one word finds a text that has the other.
  private func meet(_ sought: String, _ written: String) -> Bool {
    let terms = Set(FrenchText.terms(of: written, in: .french).split(separator: " ").map(String.init))
    return FrenchText.query(sought, in: .french).allSatisfy { !terms.isDisjoint(with: $0) }
  }

  @Test(arguments: [("réparer", "repas"), ("mer", "maire"), ("emploi", "empire")])
  func `different words stay apart`(one: String, other: String) {
    #expect(!meet(one, other))
  }

  @Test func `an elided article is left out, and operators are words like others`() {
    #expect(FrenchText.query("l'économie", in: .french) == FrenchText.query("économie", in: .french))
    #expect(FrenchText.query("\" OR * NEAR(", in: .french).joined().allSatisfy { $0.allSatisfy(\.isLetter) })
    #expect(FrenchText.query("  ' ", in: .french) == [])
  }
}
