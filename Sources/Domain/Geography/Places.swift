/// A commune of today, by its Insee code.
package struct Municipality: Hashable, Sendable {
  package let code: String
  /// The official name, with its article.
  package let name: String
  /// The code of its département.
  package let department: String
  /// The SIREN of its EPCI; nil for the few islands that belong to none.
  package let intermunicipality: String?
  /// Municipal population of the census of `Gazetteer.populationYear`; nil where it was not published.
  package let population: Int?
  package let position: Position?

  package init(
    code: String, name: String, department: String, intermunicipality: String?, population: Int?,
    position: Position?
  ) {
    self.code = code
    self.name = name
    self.department = department
    self.intermunicipality = intermunicipality
    self.population = population
    self.position = position
  }
}

/// A grouping of communes with its own tax (EPCI), by its SIREN.
package struct Intermunicipality: Hashable, Sendable {
  package let code: String
  package let name: String

  package init(code: String, name: String) {
    self.code = code
    self.name = name
  }
}

/// A département, with the code of its région.
package struct Department: Hashable, Sendable {
  package let code: String
  package let name: String
  package let region: String

  package init(code: String, name: String, region: String) {
    self.code = code
    self.name = name
    self.region = region
  }
}

package struct Region: Hashable, Sendable {
  package let code: String
  package let name: String

  package init(code: String, name: String) {
    self.code = code
    self.name = name
  }
}

/// A name or code that once was a commune, or is a part of one (arrondissement, delegated commune), and
/// the commune of today that it leads to.
package struct FormerMunicipality: Hashable, Sendable {
  package let code: String
  package let name: String
  package let current: String

  package init(code: String, name: String, current: String) {
    self.code = code
    self.name = name
    self.current = current
  }
}
