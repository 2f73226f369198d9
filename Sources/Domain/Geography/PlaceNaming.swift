extension Gazetteer {
  /// What somebody may mean who writes a place in words: a code such as `epci:200054807` or that of a commune, `Valence
  /// (26)` for one of several communes, the name of an EPCI, a département or a région, also behind the words of its
  /// council. The first of them where a commune and something wider bear one name; several where it stays open.
  ///
  /// - Parameter communesOnly: nothing wider is meant.
  package func places(meant text: String, communesOnly: Bool = false) -> [PlaceCode] {
    if let code = PlaceCode(text), municipalities(in: code) != nil {
      return communesOnly && code.level != .municipality ? [] : [code]
    }
    let commune = PlaceCode(level: .municipality, code: text)
    if municipalities(in: commune) != nil { return [commune] }
    let (name, level, department) = read(text)
    if level == nil || level == .municipality {
      let named = municipalities(named: name).filter { department == nil || $0.department == department }
      if !named.isEmpty { return named.map { PlaceCode(level: .municipality, code: $0.code) } }
    }
    if communesOnly || department != nil { return [] }
    let found = groupings(containing: name, limit: 500).filter { level == nil || $0.level == level }
    let exact = found.filter { self.name(of: $0).map { Folding.keys(of: $0).contains(Folding.fold(name)) } ?? false }
    // A région of one département: whoever means either means its communes.
    if let first = exact.first, exact.allSatisfy({ municipalities(in: $0) == municipalities(in: first) }) {
      return [first]
    }
    return exact.isEmpty ? found : exact
  }

  /// A place as `places(meant:)` reads it back.
  package func naming(_ place: PlaceCode) -> String {
    guard place.level == .municipality, let commune = currentMunicipalities(forCode: place.code).first else {
      return name(of: place) ?? "\(place)"
    }
    return "\(commune.name) (\(commune.department))"
  }

  /// A name without the words that say of what kind of place it is, and without the département behind it.
  private func read(_ text: String) -> (name: String, level: PlaceLevel?, department: String?) {
    var (name, department): (Substring, String?) = (text[...], nil)
    if let found = text.wholeMatch(of: /(.+?)\s*\((\d[\dABab]\d?)\)/) {
      (name, department) = (found.1, found.2.uppercased())
    }
    var words = Folding.fold(String(name)).split(separator: " ").map(String.init)
    let kind = Gazetteer.kinds.first { words.starts(with: $0.words) && words.count > $0.words.count }
    guard let kind else { return (String(name), nil, department) }
    words.removeFirst(kind.words.count)
    let rest = words.drop { ["de", "du", "des", "d", "la", "le", "les", "l"].contains($0) }
    return (rest.joined(separator: " "), kind.level, department)
  }

  private static let kinds: [(words: [String], level: PlaceLevel)] = [
    (["conseil", "departemental"], .department), (["departement"], .department), (["conseil", "regional"], .region),
    (["region"], .region), (["ville"], .municipality), (["commune"], .municipality), (["mairie"], .municipality),
  ]
}
