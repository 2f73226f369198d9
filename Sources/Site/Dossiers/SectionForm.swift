package import Domain

/// What the button that somebody pressed asks for.
package enum FormAction: Hashable, Sendable {
  case save
  case saveAndContinue
  case add(group: String)
  case remove(item: String)
  case searchPlace(String)
  case addPlace(String)
  case removePlace(String)
  /// Shows a text as it will be read.
  case preview(field: String)
  case searchOrganisation(field: String)
  /// Takes one of the choices that the page offers for a field.
  case take(field: String, value: String)

  /// - Parameter members: the members of the form, in its order.
  package init(_ members: [(name: String, value: String)]) {
    func value(_ name: String) -> String? { members.last { $0.name == name }?.value }
    if let group = value("add") {
      self = .add(group: group)
    } else if let item = value("remove") {
      self = .remove(item: item)
    } else if let place = value("addPlace") {
      self = .addPlace(place)
    } else if let place = value("removePlace") {
      self = .removePlace(place)
    } else if let field = value("preview") {
      self = .preview(field: field)
    } else if let field = value("searchOrganisation") {
      self = .searchOrganisation(field: field)
    } else if let choice = value("take")?.split(separator: "|", maxSplits: 1, omittingEmptySubsequences: false)
      .map(String.init), choice.count == 2
    {
      self = .take(field: choice[0], value: choice[1])
    } else if value("searchPlace") != nil {
      self = .searchPlace(value("placeQuery") ?? "")
    } else {
      self = value("continue") == nil ? .save : .saveAndContinue
    }
  }
}

/// Reads the members of a posted form back into answers: the inverse of `FieldItem`.
package enum SectionForm {
  /// More items than a form can have are dropped: a hostile index must not make a thousand empty ones.
  private static let spareItems = 3

  /// The id of the element of a field or group on the page, for an address that leads there.
  package static func elementID(of path: String) -> String { FieldItem.htmlID(path) }

  /// The answers of the dossier with this section as it was typed. Other sections stay as they are.
  ///
  /// - Parameters:
  ///   - members: name and value, in the order of the form; unknown names are ignored.
  ///   - existing: an item keeps its identity only if the dossier already knows it.
  package static func answers(
    from members: [(name: String, value: String)], section: Procedure.Section, keeping existing: Answers
  ) -> Answers {
    var root = Branch()
    for (name, value) in members { root.insert(value, at: name.split(separator: ".")[...]) }
    var known = identities(in: existing)
    var result = existing
    for field in section.fields { result[field.id] = answer(to: field, in: root, &known) }
    return result
  }

  private static func answer(to field: Field, in branch: Branch, _ known: inout Set<String>) -> Answer? {
    guard let own = branch.children[field.id] else { return nil }
    switch field.kind {
    case .text, .longText, .wholeNumber, .decimal, .money, .day, .choice, .yesNo, .declaration:
      return .text(own.values.last.map(normalised) ?? "")
    case .commune: return .text(own.values.last.map { commune(normalised($0)) } ?? "")
    case .attachment: return .list(own.values.last.map(file) ?? [])
    case .period, .organisation, .person: return .list(parts(of: field, in: own))
    case .choices: return .list(own.values)
    case .list:
      return .list(own.values.flatMap { lines($0) })
    case .perimeter:
      let codes = own.values.flatMap {
        $0.split { $0.isWhitespace || $0 == "," || $0 == ";" }.map { place(String($0)) }
      }
      var seen: Set<String> = []
      return .list(codes.filter { seen.insert($0).inserted })
    case .group(_, let fields, _, let maximum):
      // As a page writes them: "01" and "+1" would be the same item twice.
      let indexes = own.children.keys.compactMap { Int($0) }.filter { $0 >= 0 }.sorted()
      var items: [Answers] = []
      for index in Set(indexes).sorted().prefix(maximum + spareItems) {
        if let child = own.children[String(index)] { items.append(item(child, fields, &known)) }
      }
      return .group(items)
    }
  }

  /// The inputs of a field with several; nothing where all are empty.
  private static func parts(of field: Field, in branch: Branch) -> [String] {
    let texts = (field.kind.parts ?? []).map { branch.children[$0]?.values.last.map(normalised) ?? "" }
    return texts.allSatisfy { $0.allSatisfy(\.isWhitespace) } ? [] : texts
  }

  /// The identity of a file and its name, as its option has them.
  private static func file(_ text: String) -> [String] {
    text.split(separator: " ", maxSplits: 1).map(String.init)
  }

  /// A place as its official code alone is pasted: five characters of a commune, nine digits of an EPCI.
  private static func place(_ text: String) -> String {
    if text.count == 9, text.allSatisfy(\.isASCIIDigit) { return "\(PlaceLevel.intermunicipality.rawValue):\(text)" }
    return commune(text)
  }

  /// The places that were ticked on the page of a perimeter.
  package static func tickedPlaces(_ members: [(name: String, value: String)]) -> [String] {
    members.filter { $0.name == "neighbour" && PlaceCode($0.value) != nil }.map(\.value)
  }

  /// A commune by its code, alone or behind its name, `Saint-Denis (93066)`; else as it was typed.
  package static func commune(_ text: String) -> String {
    var code = text.trimmed
    if code.hasSuffix(")"), let open = code.lastIndex(of: "(") {
      code = String(code[code.index(after: open)...].dropLast())
    }
    let isCode =
      code.count == 5 && code.first?.isASCIIDigit == true && code.dropFirst(2).allSatisfy(\.isASCIIDigit)
    return isCode ? "\(PlaceLevel.municipality.rawValue):\(code.uppercased())" : text
  }

  /// The answer that the button of a choice gives to a field.
  package static func taken(_ value: String, by kind: FieldKind) -> Answer? {
    switch kind {
    case .commune: return .text(value)
    case .organisation:
      let parts = value.split(separator: "|", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
      return parts.count == 2 ? .list([parts[1], parts[0]]) : nil
    case .text, .longText, .list, .wholeNumber, .decimal, .money, .day, .period, .choice, .choices, .yesNo,
      .declaration, .perimeter, .person, .attachment, .group:
      return nil
    }
  }

  /// An identity is given once: two items that bear the same could never be published.
  private static func item(_ branch: Branch, _ fields: [Field], _ known: inout Set<String>) -> Answers {
    var item = Answers()
    if let identity = branch.children["#"]?.values.last, known.remove(identity) != nil { item.item = identity }
    for field in fields { item[field.id] = answer(to: field, in: branch, &known) }
    return item
  }

  /// Browsers end lines with CR LF; what is stored has LF, so that a length is the same everywhere.
  private static func normalised(_ text: String) -> String {
    // Characters that control a terminal or a printer have no place in an answer.
    text.replacing("\r\n", with: "\n").replacing("\r", with: "\n")
      .filter { $0 == "\n" || $0 == "\t" || $0.unicodeScalars.allSatisfy { $0.properties.generalCategory != .control } }
  }

  private static func lines(_ text: String) -> [String] {
    normalised(text).split(separator: "\n").map { $0.trimmed }.filter { !$0.isEmpty }
  }

  private static func identities(in answers: Answers) -> Set<String> {
    var found: Set<String> = []
    for answer in answers.values.values {
      guard case .group(let items) = answer else { continue }
      for item in items {
        if let identity = item.item { found.insert(identity) }
        found.formUnion(identities(in: item))
      }
    }
    return found
  }

  /// The members of a form as the tree that their names describe.
  private struct Branch {
    var values: [String] = []
    var children: [String: Branch] = [:]

    mutating func insert(_ value: String, at path: ArraySlice<Substring>) {
      guard let first = path.first, path.count <= 6 else {
        if path.isEmpty { values.append(value) }
        return
      }
      children[String(first), default: Branch()].insert(value, at: path.dropFirst())
    }
  }
}
