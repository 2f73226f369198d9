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
    #expect(FrenchText.query(one, in: .french) == FrenchText.query(other, in: .french))
  }

  @Test(arguments: [("réparer", "repas"), ("mer", "maire"), ("emploi", "employer")])
  func `different words stay apart`(one: String, other: String) {
    #expect(FrenchText.query(one, in: .french) != FrenchText.query(other, in: .french))
  }

  @Test func `an elided article is left out, and operators are words like others`() {
    #expect(FrenchText.query("l'économie", in: .french) == FrenchText.query("économie", in: .french))
    #expect(FrenchText.query("\" OR * NEAR(", in: .french).allSatisfy { $0.allSatisfy(\.isLetter) })
    #expect(FrenchText.query("  ' ", in: .french) == [])
  }
}
