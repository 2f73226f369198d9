package import Domain

/// What the button that somebody pressed asks for.
package enum FormAction: Hashable, Sendable {
  case save
  case saveAndContinue
  case add(group: String)
  case remove(item: String)
  /// Shows an item of a long group with its fields, by its identity.
  case open(item: String, group: String)
  case searchPlace(String)
  case addPlace(String)
  case removePlace(String)
  /// Shows a text as it will be read.
  case preview(field: String)
  case searchOrganisation(field: String)
  /// Takes one of the choices that the page offers for a field.
  case pick(field: String, value: String)
  /// Somebody else's text in the place of one's own, by the path of the value.
  case take(path: String)

  /// - Parameter members: the members of the form, in its order.
  package init(_ members: [(name: String, value: String)]) {
    func value(_ name: String) -> String? { members.last { $0.name == name }?.value }
    if let group = value("add") {
      self = .add(group: group)
    } else if let item = value("remove") {
      self = .remove(item: item)
    } else if let line = value("open")?.split(separator: "|").map(String.init), line.count == 2 {
      self = .open(item: line[1], group: line[0])
    } else if let path = value("take") {
      self = .take(path: path)
    } else if let choice = value("pick")?.split(separator: "|", maxSplits: 1, omittingEmptySubsequences: false)
      .map(String.init), choice.count == 2
    {
      self = .pick(field: choice[0], value: choice[1])
    } else if let place = value("removePlace") {
      self = .removePlace(place)
    } else if let field = value("preview") {
      self = .preview(field: field)
    } else if let field = value("searchOrganisation") {
      self = .searchOrganisation(field: field)
    } else if let place = value("addPlace") {
      self = .addPlace(place)
    } else if value("searchPlace") != nil {
      self = .searchPlace(value("placeQuery") ?? "")
    } else if value("continue") != nil {
      self = .saveAndContinue
    } else if let query = value("placeQuery"), !query.trimmed.isEmpty, query != value("searchedPlace") {
      // The key Enter presses the first button of a form, whatever field it is pressed in.
      self = .searchPlace(query)
    } else {
      self = .save
    }
  }
}

/// Reads the members of a posted form back into answers: the inverse of `FieldItem`.
package enum SectionForm {
  /// More items than a form can have are dropped: a hostile index must not make a thousand empty ones.
  private static let spareItems = 3

  /// The id of the element of a field or group on the page, for an address that leads there.
  package static func elementID(of path: String) -> String { FieldItem.htmlID(path) }

  /// The answers of the dossier with this section as it was typed. Other sections stay as they are, and so does an item
  /// that the form does not hold: somebody else may have added it since the form was drawn. Items are taken away by a
  /// button of their own.
  ///
  /// - Parameters:
  ///   - members: name and value, in the order of the form; unknown names are ignored.
  ///   - existing: the answers that the form was drawn from. An item keeps its identity only if they know it.
  ///   - open: what the form lets one write. Of other fields it says nothing, unless it was made up.
  ///   - isWhole: false for some fields alone, as they are saved while somebody types.
  ///   - naming: the identity of an item that the page itself has named.
  package static func answers(
    from members: [(name: String, value: String)], section: Procedure.Section, keeping existing: Answers,
    open: OpenFields = .all, isWhole: Bool = true, naming: @escaping (String) -> String? = { _ in nil }
  ) -> Answers {
    var root = Branch()
    for (name, value) in members { root.insert(value, at: name.split(separator: ".")[...]) }
    var result = Reading(isWhole: isWhole, naming: naming).written(section.fields, in: root, over: existing)
    for field in section.fields where !open.allows(field.id) && root.children[field.id] == nil {
      result[field.id] = existing[field.id]
    }
    return result
  }

  /// The paths, with identities as `AnswerLeaves` has them, of what was typed into items that are not there: somebody
  /// took them away since the form was drawn.
  package static func gone(
    in members: [(name: String, value: String)], among answers: Answers, naming: (String) -> String?
  ) -> [String] {
    let names = Dictionary(members.filter { $0.name.hasSuffix(".#") }.map { ($0.name, $0.value) }) { $1 }
    var gone: [String] = []
    for (name, _) in members where !name.hasSuffix(".#") {
      let steps = name.split(separator: ".").map(String.init)
      var (path, place, inside, isGone): ([String], [String], Answers?, Bool) = ([], [], answers, false)
      for (depth, step) in steps.enumerated() {
        place.append(step)
        guard !depth.isMultiple(of: 2), let item = names[(place + ["#"]).joined(separator: ".")] else {
          path.append(step)
          continue
        }
        var items: [Answers] = []
        if case .group(let written)? = inside?[steps[depth - 1]] { items = written }
        inside = items.first { $0.item == item || $0.item == naming(item) }
        isGone = isGone || inside == nil
        path.append(item)
      }
      let leaf = path.joined(separator: "/")
      if isGone, !gone.contains(leaf) { gone.append(leaf) }
    }
    return gone
  }

  /// How the members of one form are read.
  private struct Reading {
    let isWhole: Bool
    let naming: (String) -> String?

    func written(_ fields: [Field], in branch: Branch, over existing: Answers) -> Answers {
      var result = existing
      for field in fields {
        if let own = branch.children[field.id] {
          result[field.id] = answer(to: field, in: own, over: existing[field.id])
        } else if isWhole, field.kind.mayBeUnsent {
          result[field.id] = nil
        }
      }
      return result
    }

    private func answer(to field: Field, in own: Branch, over existing: Answer?) -> Answer? {
      switch field.kind {
      case .text, .longText, .wholeNumber, .decimal, .money, .day, .choice, .yesNo, .declaration:
        return .text(own.values.last.map(normalised) ?? "")
      case .commune: return .text(own.values.last.map { commune(normalised($0)) } ?? "")
      case .attachment: return .list(own.values.last.map(file) ?? [])
      case .period, .organisation, .person: return .list(parts(of: field, in: own, over: existing))
      case .choices: return .list(own.values.filter { !$0.isEmpty })
      case .list:
        return .list(own.values.flatMap { lines($0) })
      case .perimeter:
        let codes = own.values.flatMap {
          $0.split { $0.isWhitespace || $0 == "," || $0 == ";" }.map { place(String($0)) }
        }
        var seen: Set<String> = []
        return .list(codes.filter { seen.insert($0).inserted })
      case .group(_, let fields, _, let maximum):
        let read = items(own, fields, maximum: maximum, over: existing)
        return !isWhole && existing == nil && read.isEmpty ? nil : read
      }
    }

    /// The inputs of a field with several; nothing where all are empty. One that saves itself alone leaves the others.
    private func parts(of field: Field, in own: Branch, over existing: Answer?) -> [String] {
      let names = field.kind.parts ?? []
      let before = existing?.parts(names.count) ?? []
      let texts = names.enumerated().map { index, name in
        let kept = isWhole || before.isEmpty ? "" : before[index]
        return own.children[name]?.values.last.map(normalised) ?? kept
      }
      return texts.allSatisfy { $0.allSatisfy(\.isWhitespace) } ? [] : texts
    }

    /// An identity is given once: two items that bear the same could never be published.
    private func items(_ own: Branch, _ fields: [Field], maximum: Int, over existing: Answer?) -> Answer {
      var items: [Answers] = []
      if case .group(let written)? = existing { items = written }
      var taken: Set<String> = []
      // As a page writes them: "01" and "+1" would be the same item twice.
      for index in Set(own.children.keys.compactMap { Int($0) }.filter { $0 >= 0 }).sorted() {
        guard let child = own.children[String(index)] else { continue }
        let name = child.children["#"]?.values.last ?? ""
        // An item that somebody took away meanwhile comes back under a new identity, the same however often it is sent.
        let renewed = naming(name) ?? naming(ItemIdentity.newPrefix + name)
        let identity = items.contains { $0.item == name } ? name : renewed
        if let identity, let place = items.firstIndex(where: { $0.item == identity }) {
          guard taken.insert(identity).inserted else { continue }
          items[place] = written(fields, in: child, over: items[place])
        } else if items.indices.contains(index), child.children["#"] == nil || items[index].item == nil {
          // A form without identities, or an item that has none: its place tells which it is.
          items[index] = written(fields, in: child, over: items[index])
        } else if naming(name) != nil || isWhole, items.count < maximum + spareItems {
          var item = written(fields, in: child, over: Answers(item: renewed))
          // What a form shows for somebody to fill, and nobody filled, is no item yet.
          if isWhole, item.isBlank { item.item = nil }
          items.append(item)
        }
      }
      return .group(items)
    }
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

  /// Embeddings, overrides and isolates of the bidirectional algorithm (UAX 9).
  private static let turnsRound: Set<UInt32> = Set(0x202a...0x202e).union(0x2066...0x2069)

  /// Browsers end lines with CR LF; what is stored has LF, so that a length is the same everywhere.
  private static func normalised(_ text: String) -> String {
    // Characters that control a terminal or a printer have no place in an answer, nor have those that turn the order of
    // letters round: a name must read as it is.
    let plain = text.replacing("\r\n", with: "\n").replacing("\r", with: "\n")
    return String(
      String.UnicodeScalarView(
        plain.unicodeScalars.filter { scalar in
          scalar == "\n" || scalar == "\t"
            || (scalar.properties.generalCategory != .control && !turnsRound.contains(scalar.value))
        }))
  }

  private static func lines(_ text: String) -> [String] {
    normalised(text).split(separator: "\n").map { $0.trimmed }.filter { !$0.isEmpty }
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

extension FieldKind {
  /// Whether a browser sends nothing for a field of a form that is empty. Where something always comes, nothing says that
  /// the form did not hold the field, and what was written in it stays.
  fileprivate var mayBeUnsent: Bool {
    switch self {
    case .choice, .choices, .yesNo, .declaration: true
    case .text, .longText, .list, .wholeNumber, .decimal, .money, .day, .period, .commune, .perimeter, .organisation,
      .person, .attachment, .group:
      false
    }
  }
}
