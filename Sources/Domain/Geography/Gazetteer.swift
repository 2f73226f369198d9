/// French geography, whole and in memory: communes, EPCI, départements, régions and postcodes of one year.
package struct Gazetteer: Sendable {
  /// The census that populations are of.
  package static let populationYear = 2017
  /// The official geography (COG) that codes are of.
  package static let year = 2026

  package let regions: [Region]
  package let departments: [Department]
  private let municipalityByCode: [String: Municipality]
  private let intermunicipalityByCode: [String: Intermunicipality]
  private let departmentByCode: [String: Department]
  private let regionByCode: [String: Region]
  private let formerByCode: [String: [String]]
  private let codesByName: [String: [String]]
  private let codesByPostcode: [String: [String]]
  private let codesByIntermunicipality: [String: [String]]
  private let codesByDepartment: [String: [String]]
  /// Nil in a world without outlines: a position is then in no commune.
  package let outlines: MunicipalityOutlines?

  package init(
    municipalities: [Municipality], former: [FormerMunicipality] = [],
    intermunicipalities: [Intermunicipality] = [], departments: [Department] = [], regions: [Region] = [],
    postcodes: [(postcode: String, municipality: String)] = [], outlines: MunicipalityOutlines? = nil
  ) {
    self.regions = regions
    self.departments = departments
    self.outlines = outlines
    municipalityByCode = Dictionary(municipalities.map { ($0.code, $0) }) { first, _ in first }
    intermunicipalityByCode = Dictionary(intermunicipalities.map { ($0.code, $0) }) { first, _ in first }
    departmentByCode = Dictionary(departments.map { ($0.code, $0) }) { first, _ in first }
    regionByCode = Dictionary(regions.map { ($0.code, $0) }) { first, _ in first }
    formerByCode = Dictionary(grouping: former, by: \.code).mapValues { $0.map(\.current) }
    codesByPostcode = Dictionary(grouping: postcodes, by: \.postcode).mapValues { $0.map(\.municipality) }
    codesByDepartment = Dictionary(grouping: municipalities, by: \.department).mapValues { $0.map(\.code) }
    var byIntermunicipality: [String: [String]] = [:]
    var byName: [String: [String]] = [:]
    for municipality in municipalities {
      if let group = municipality.intermunicipality {
        byIntermunicipality[group, default: []].append(municipality.code)
      }
      for key in Folding.keys(of: municipality.name) { byName[key, default: []].append(municipality.code) }
    }
    for part in former {
      for key in Folding.keys(of: part.name) { byName[key, default: []].append(part.current) }
    }
    codesByIntermunicipality = byIntermunicipality
    codesByName = byName
  }

  package func municipality(_ code: String) -> Municipality? { municipalityByCode[code] }
  package func intermunicipality(_ code: String) -> Intermunicipality? { intermunicipalityByCode[code] }
  package func department(_ code: String) -> Department? { departmentByCode[code] }
  package func region(_ code: String) -> Region? { regionByCode[code] }
  package var municipalityCodes: [String] { municipalityByCode.keys.sorted() }

  /// The commune of a code, or the one of today that a former code leads to. A code that is both (a new
  /// commune often keeps the code of its seat) is the commune of today.
  package func currentMunicipalities(forCode code: String) -> [Municipality] {
    if let municipality = municipalityByCode[code] { return [municipality] }
    return unique(formerByCode[code] ?? [])
  }

  /// Every commune that bears a name, whatever its accents, case, hyphens and article; the biggest first.
  /// Former communes and arrondissements lead to today's.
  package func municipalities(named name: String) -> [Municipality] {
    unique(codesByName[Folding.fold(name)] ?? []).sorted(by: Gazetteer.biggestFirst)
  }

  /// Communes whose folded name begins so: what a search box suggests.
  package func municipalities(beginningWith text: String, limit: Int) -> [Municipality] {
    let prefix = Folding.fold(text)
    guard prefix.count >= 2 else { return [] }
    // Bytes, since folded names have one form only: comparing them as Unicode text takes ten times as long.
    var codes: [String] = []
    for (key, found) in codesByName where key.utf8.starts(with: prefix.utf8) { codes += found }
    return Array(unique(codes).sorted(by: Gazetteer.biggestFirst).prefix(max(0, limit)))
  }

  /// EPCI, départements and régions whose name holds the text.
  package func groupings(containing text: String, limit: Int) -> [PlaceCode] {
    let part = Folding.fold(text)
    guard part.count >= 2 else { return [] }
    func matching(_ level: PlaceLevel, _ places: [(code: String, name: String)]) -> [PlaceCode] {
      places.filter { Folding.fold($0.name).contains(part) }.map { PlaceCode(level: level, code: $0.code) }
    }
    let groups = intermunicipalityByCode.values.map { (code: $0.code, name: $0.name) }
      .sorted { ($0.name, $0.code) < ($1.name, $1.code) }
    let found =
      matching(.region, regions.map { (code: $0.code, name: $0.name) })
      + matching(.department, departments.map { (code: $0.code, name: $0.name) })
      + matching(.intermunicipality, groups)
    return Array(found.prefix(max(0, limit)))
  }

  /// The communes that a postcode serves, by code.
  package func municipalities(postcode: String) -> [Municipality] { unique(codesByPostcode[postcode] ?? []) }

  /// The name of an official place, nil when there is none with this code.
  package func name(of place: PlaceCode) -> String? {
    switch place.level {
    case .municipality: currentMunicipalities(forCode: place.code).first?.name
    case .intermunicipality: intermunicipalityByCode[place.code]?.name
    case .department: departmentByCode[place.code]?.name
    case .region: regionByCode[place.code]?.name
    }
  }

  /// The codes of the communes of a place, nil when there is none with this code. A former commune is
  /// the commune of today, so that a merger moves a perimeter instead of breaking it.
  package func municipalities(in place: PlaceCode) -> [String]? {
    switch place.level {
    case .municipality:
      let codes = currentMunicipalities(forCode: place.code).map(\.code)
      return codes.isEmpty ? nil : codes
    case .intermunicipality:
      return intermunicipalityByCode[place.code].map { codesByIntermunicipality[$0.code] ?? [] }
    case .department: return departmentByCode[place.code].map { codesByDepartment[$0.code] ?? [] }
    case .region:
      guard regionByCode[place.code] != nil else { return nil }
      return departments.filter { $0.region == place.code }.flatMap { codesByDepartment[$0.code] ?? [] }
    }
  }

  /// The wider places that hold a commune: its EPCI, its département, its région.
  package func groupings(holding code: String) -> [PlaceCode] {
    guard let municipality = municipalityByCode[code] else { return [] }
    return [
      municipality.intermunicipality.map { PlaceCode(level: .intermunicipality, code: $0) },
      PlaceCode(level: .department, code: municipality.department),
      region(of: municipality).map { PlaceCode(level: .region, code: $0) },
    ].compactMap { $0 }
  }

  package func region(of municipality: Municipality) -> String? {
    departmentByCode[municipality.department]?.region
  }

  /// The commune whose outline holds a position, nil at sea, abroad, and in the four communes whose
  /// outline the source lacks.
  package func municipality(at position: Position) -> Municipality? {
    outlines?.code(at: position).flatMap { municipalityByCode[$0] }
  }

  private func unique(_ codes: [String]) -> [Municipality] {
    var seen: Set<String> = []
    return codes.filter { seen.insert($0).inserted }.compactMap { municipalityByCode[$0] }
  }

  private static func biggestFirst(_ left: Municipality, _ right: Municipality) -> Bool {
    let (leftSize, rightSize) = (left.population ?? 0, right.population ?? 0)
    return leftSize == rightSize ? left.code < right.code : leftSize > rightSize
  }
}
