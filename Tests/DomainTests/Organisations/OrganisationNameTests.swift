import Domain
import Testing

/// How the name of an organisation is compared with another.
@Suite struct OrganisationNameTests {
  @Test(arguments: [
    ("Coopérative Membre Delta", "cooperative membre delta"),
    ("SCIC Coopérative Membre Delta", "cooperative membre delta"),
    ("Coopérative Membre Delta (SCIC)", "cooperative membre delta"),
    ("la Coopérative Membre Delta", "cooperative membre delta"),
    ("S.C.I.C. coopérative membre DELTA", "cooperative membre delta"),
    ("Coopérative Membre Delta, société coopérative d’intérêt collectif", "cooperative membre delta"),
    ("Coopérative Membre Delta - SA", "cooperative membre delta"),
    ("Association Les Ateliers d’Été", "ateliers ete"),
    ("Ateliers d'été (les), association loi de 1901", "ateliers ete"),
    ("S.A. L’Atelier", "atelier"), ("SAS Dupont & Fils", "dupont fils"), ("Dupont et Fils", "dupont fils"),
    ("Ville d’Exemple", "commune exemple"), ("Commune d’Exemple", "commune exemple"),
    ("Mairie d’Exemple", "commune exemple"), ("Conseil régional d’Exemple", "region exemple"),
    ("Communauté de communes d’Exemple", "cc exemple"), ("CC d’Exemple", "cc exemple"),
    ("A.D.E.", "ade"), ("ADE", "ade"), ("Groupe A.D.E.", "groupe ade"), ("La Mairie d’Exemple", "commune exemple"),
    ("S.A.R.L. L’Atelier", "atelier"), ("ＡＤＥ", "ade"),
    ("Fondation Exemple", "fondation exemple"), ("Fondation Fonds d’Exemple (FFE)", "fondation fonds exemple"),
    ("Soci\u{ad}été Engagée d’Exemple", "societe engagee exemple"), ("(FFE)", "ffe"),
  ]) func `legal forms, articles and small words say nothing of who an organisation is`(name: String, key: String) {
    #expect(OrganisationName.key(of: name) == key)
  }

  @Test(arguments: [
    ("La SCOP", "scop"), ("Association", "association"), ("Les Du", "les du"), ("", ""), ("—", ""),
    ("L’Association", "association"), ("Sasha", "sasha"), ("Sa", "sa"),
  ]) func `a name of which nothing would be left keeps something to be known by`(name: String, key: String) {
    #expect(OrganisationName.key(of: name) == key)
  }

  @Test func `the key of a key is that key, and two names that fold to one have one`() {
    for name in ["SCIC Les Amis (SARL)", "Société anonyme de la Mer", "S.A.R.L. Été", "GIE GIP"] {
      let key = OrganisationName.key(of: name)
      #expect(OrganisationName.key(of: key) == key)
      #expect(OrganisationName.key(of: name.uppercased()) == key)
      #expect(OrganisationName.key(of: Folding.fold(name)) == key)
    }
  }
}
