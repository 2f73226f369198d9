import Domain

/// Rules between fields, and how texts and groups are laid out.
extension ProcedureReader {
  func rules(_ source: YAMLSource) -> [Rule]? {
    let rules = source.optionalList("rules").compactMap(rule)
    checkUnique(source.sources("rules"), "rule")
    return rules.isEmpty ? nil : rules
  }

  private func rule(_ source: YAMLSource) -> Rule? {
    let (id, message) = (source.text("id"), source.localised("message"))
    let check: Rule.Check
    switch source.text("kind") {
    case "endAfterStart":
      source.allow("id", "kind", "message", "start", "end")
      check = .endAfterStart(start: source.text("start"), end: source.text("end"))
    case "balances", "sumEquals":
      source.allow("id", "kind", "message", "left", "right")
      check = .balances(left: source.text("left"), right: source.text("right"))
    case "atLeast":
      source.allow("id", "kind", "message", "count", "group", "field", "is")
      check = .atLeast(
        count: source.integer("count"), group: source.text("group"), condition: ruleCondition(source))
    case "exactlyOne":
      source.allow("id", "kind", "message", "group", "field", "is")
      check = .exactlyOne(group: source.text("group"), condition: ruleCondition(source))
    case let other:
      source.report(
        "rule kind \"\(other)\" is unknown", "give one of endAfterStart, balances, sumEquals, atLeast, exactlyOne")
      return nil
    }
    return Rule(id: id, message: message, check: check)
  }

  private func ruleCondition(_ source: YAMLSource) -> Field.Condition {
    Field.Condition(field: source.text("field"), values: source.list("is").map(\.text))
  }

  /// That rules name fields that are there, of kinds that they can read.
  func checkRules(_ source: YAMLSource, _ procedure: Procedure) {
    let places = Dictionary(
      source.optionalList("rules").map { ($0.member("id")?.text ?? "", $0) }, uniquingKeysWith: { first, _ in first })
    for rule in procedure.rules ?? [] {
      guard let place = places[rule.id] else { continue }
      switch rule.check {
      case .endAfterStart(let start, let end):
        let isYear = if case .wholeNumber? = field(at: start, procedure.fields)?.kind { true } else { false }
        for path in [start, end] {
          need(path, isYear ? "a whole number" : "a day", procedure, place) { kind in
            if isYear, case .wholeNumber = kind { true } else { !isYear && kind == .day }
          }
        }
        if prefix(start) != prefix(end) {
          place.report("\"\(start)\" and \"\(end)\" do not stand beside each other", "name two fields of one group")
        }
      case .balances(let left, let right):
        for path in [left, right] {
          let levels = path.split(separator: ".").count
          guard levels <= 2 else {
            place.report("\"\(path)\" lies too deep for a sum", "name an amount, or an amount of a group")
            continue
          }
          need(path, "an amount of money", procedure, place) { if case .money = $0 { true } else { false } }
        }
      case .atLeast(let count, let group, let condition):
        if count < 1 { place.report("count \(count) asks for nothing", "give 1 or more") }
        checkCondition(condition, of: group, procedure, place)
      case .exactlyOne(let group, let condition): checkCondition(condition, of: group, procedure, place)
      }
    }
  }

  private func prefix(_ path: String) -> [Substring] { Array(path.split(separator: ".").dropLast()) }

  private func need(
    _ path: String, _ what: String, _ procedure: Procedure, _ place: YAMLSource, _ fits: (FieldKind) -> Bool
  ) {
    guard let field = field(at: path, procedure.fields) else {
      place.report("the procedure has no field \"\(path)\"", "name a field, or group.field")
      return
    }
    if !fits(field.kind) { place.report("field \"\(path)\" is not \(what)", "name one that is") }
  }

  private func checkCondition(
    _ condition: Field.Condition, of group: String, _ procedure: Procedure, _ place: YAMLSource
  ) {
    guard case .group(_, let fields, _, _)? = procedure.fields.first(where: { $0.id == group })?.kind else {
      place.report("\"\(group)\" is no group", "name a group of the procedure")
      return
    }
    guard let field = fields.first(where: { $0.id == condition.field }) else {
      place.report("group \"\(group)\" has no field \"\(condition.field)\"", "name a field of the group")
      return
    }
    guard let known = optionIDs(of: field) else {
      place.report("field \"\(group).\(field.id)\" has no options", "name a choice, choices, yesNo or declaration")
      return
    }
    if condition.values.isEmpty { place.report("a rule without values", "give is: [option, ...]") }
    for value in condition.values where !known.contains(value) {
      place.report("\"\(value)\" is no option of \"\(field.id)\"", "give one of \(known.joined(separator: ", "))")
    }
  }

  private func field(at path: String, _ fields: [Field]) -> Field? {
    var (fields, found): ([Field], Field?) = (fields, nil)
    for step in path.split(separator: ".") {
      found = fields.first { $0.id == step }
      if case .group(_, let inner, _, _)? = found?.kind { fields = inner } else { fields = [] }
    }
    return found
  }

  /// What a condition may look for in the answer to a field; nil for one that is not answered with options.
  func optionIDs(of field: Field) -> [String]? {
    switch field.kind {
    case .choice(let options), .choices(let options, _): options.map(\.id)
    case .yesNo: ["yes", "no"]
    case .declaration: ["yes"]
    case .text, .longText, .list, .wholeNumber, .decimal, .money, .day, .period, .perimeter, .commune, .organisation,
      .person, .attachment, .group:
      nil
    }
  }

  func format(_ source: YAMLSource, of kind: FieldKind) -> Field.TextFormat? {
    guard source.member("format") != nil else { return nil }
    guard case .longText = kind else {
      source.report("only a longText has a format", "remove format:, or make the field a longText")
      return nil
    }
    return source.choice("format")
  }

  func table(_ source: YAMLSource, of kind: FieldKind) -> Field.TableLayout? {
    let totals = source.optionalList("totals").map(\.text)
    guard let layout = source.optionalText("layout") else {
      if !totals.isEmpty { source.report("totals stand below a table only", "add layout: table") }
      return nil
    }
    guard layout == "table" else {
      source.report("layout \"\(layout)\" is unknown", "give table")
      return nil
    }
    guard case .group(_, let fields, _, _) = kind else {
      source.report("only a group stands as a table", "remove layout:")
      return nil
    }
    for field in fields where !isColumn(field.kind) {
      source.report(
        "field \"\(field.id)\" cannot be a column", "use text, wholeNumber, decimal, money, day or choice in a table")
    }
    for id in totals {
      guard case .money? = fields.first(where: { $0.id == id })?.kind else {
        source.report("\"\(id)\" is no column of amounts", "name fields of kind money in totals")
        continue
      }
    }
    return Field.TableLayout(totals: totals)
  }

  private func isColumn(_ kind: FieldKind) -> Bool {
    switch kind {
    case .text, .wholeNumber, .decimal, .money, .day, .choice: true
    case .longText, .list, .period, .choices, .yesNo, .declaration, .perimeter, .commune, .organisation, .person,
      .attachment, .group:
      false
    }
  }
}
