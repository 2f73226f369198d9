import Domain
import Testing

struct FoldingTests {
  @Test(arguments: [
    ("L'Haÿ-les-Roses", "l hay les roses"), ("L’HAŸ LES ROSES", "l hay les roses"),
    ("L\u{2bc}Hay-Les  Roses ", "l hay les roses"), ("St-Étienne", "saint etienne"),
    ("Ste Marie", "sainte marie"), ("Œuf-en-Ternois", "oeuf en ternois"), ("e\u{301}te", "ete"),
    ("Stains", "stains"), ("", ""), (" - ", ""), ("12e", "12e"),
  ])
  func `names are compared without accents, case, hyphens and short forms`(name: String, folded: String) {
    #expect(Folding.fold(name) == folded)
  }

  @Test(arguments: [
    ("Le Mans", ["le mans", "mans"]), ("L'Île-d'Yeu", ["l ile d yeu", "ile d yeu"]),
    ("Lens", ["lens"]), ("Les", ["les"]), ("Aux Marais", ["aux marais", "marais"]),
  ])
  func `a name is also found without its article`(name: String, keys: [String]) {
    #expect(Folding.keys(of: name) == keys)
  }
}
