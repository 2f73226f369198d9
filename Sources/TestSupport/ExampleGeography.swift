package import Domain

/// A small invented geography: two régions, three départements, five communes. Codes look like real ones and
/// mean nothing.
package enum ExampleGeography {
  package static let gazetteer = Gazetteer(
    municipalities: [
      commune("90001", "Le Bourg-Exemple", "90", "200000001", 1200),
      commune("90002", "Saint-Exemple", "90", "200000001", 300),
      commune("91001", "Saint-Exemple", "91", nil, 5000),
      commune("91002", "L'Île-Exemple", "91", nil, nil),
      commune("92001", "Œuvre-lès-Exemple", "92", "200000002", 80),
    ],
    former: [FormerMunicipality(code: "90003", name: "Vieux-Bourg", current: "90001")],
    intermunicipalities: [
      Intermunicipality(code: "200000001", name: "CC de l'Exemple"),
      Intermunicipality(code: "200000002", name: "CC d'Œuvre"),
    ],
    departments: [
      Department(code: "90", name: "Exemple-Nord", region: "27"),
      Department(code: "91", name: "Exemple-Sud", region: "27"),
      Department(code: "92", name: "Exemple-Mer", region: "53"),
    ],
    regions: [Region(code: "27", name: "Région d'Exemple"), Region(code: "53", name: "Région de la Mer")],
    postcodes: [("90100", "90001"), ("90100", "90002"), ("91100", "91001")])

  private static func commune(
    _ code: String, _ name: String, _ department: String, _ group: String?, _ population: Int?
  ) -> Municipality {
    Municipality(
      code: code, name: name, department: department, intermunicipality: group, population: population,
      position: nil)
  }
}
