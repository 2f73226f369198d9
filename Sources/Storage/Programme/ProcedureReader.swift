import Domain
import Yams

/// The lists of options that a field may take from the programme.
struct Vocabulary {
  let themes: [Field.Option]
  let actorKinds: [Field.Option]
}

/// Reads `procedures/*.yaml`.
struct ProcedureReader {
  let vocabulary: Vocabulary

  func procedure(_ source: YAMLSource) -> (procedure: Procedure, source: YAMLSource) {
    source.allow(
      "id", "version", "historical", "name", "effect", "signatoryRequired", "receipt", "sections", "outcomes",
      "publication", "rules", "collective", "selfCheck", "interest", "admissibility",
      "conflicts", "decision")
    let procedure = Procedure(
      id: source.addressable("id"), version: source.addressable("version"), name: source.localised("name"),
      effect: source.choice("effect") ?? .record,
      isHistorical: source.flag("historical", default: false),
      requiresSignatory: source.flag("signatoryRequired", default: true), receipt: receipt(source),
      sections: source.filledList("sections", "a procedure without sections").map(section), rules: rules(source),
      collective: collective(source), selfCheck: selfCheck(source),
      interest: source.member("interest")?.items.map(\.text), admissibility: admissibility(source),
      conflicts: conflicts(source),
      outcomes: ProcedureOutcomeReader.outcomes(source), publication: source.optionalFlag("publication"),
      decision: decision(source))
    checkCollective(source, procedure)
    checkConflicts(source, procedure)
    for field in procedure.interest ?? [] where !procedure.fields.contains(where: { $0.id == field }) {
      source.member("interest")?.report(
        "the expression of interest names \"\(field)\", which is no field of the form", "name fields of its sections")
    }
    let sections = source.sources("sections")
    let fields = sections.flatMap { $0.sources("fields") }
    checkUnique(sections, "section")
    checkUnique(fields, "field")
    // A section may depend on an answer of an earlier one.
    checkConditions(fields, procedure.fields)
    checkRules(source, procedure)
    // What cannot be read has told so already; what it lacks then would only mislead.
    switch source.member("effect")?.node.scalar.flatMap({ Procedure.Effect(rawValue: $0.string) }) {
    case .grantLabel:
      for problem in LabelFields.problems(in: procedure) { source.report(problem.message, problem.remedy) }
      ProcedureOutcomeReader.checkLabel(procedure, source)
    case .record: ProcedureOutcomeReader.checkRecord(procedure, source)
    case nil: break
    }
    return (procedure, source)
  }

  private func receipt(_ source: YAMLSource) -> ReceiptTerms {
    let receipt = source.required("receipt")
    receipt?.allow("service", "silence", "appeal")
    let service = receipt?.required("service")
    service?.allow("name", "postal", "email", "phone")
    let silence = receipt?.required("silence")
    silence?.allow("effect", "months", "basis")
    let months = silence?.integer("months") ?? 1
    if !(1...24).contains(months) { silence?.at("months").report("\(months) months is no delay", "give 1 to 24") }
    let nothing = LocalisedText(fr: "", en: "")
    return ReceiptTerms(
      service: ReceiptTerms.Service(
        name: service?.localised("name") ?? nothing, postal: service?.optionalText("postal"),
        email: service?.optionalText("email"), phone: service?.optionalText("phone")),
      silence: SilenceRule(
        effect: silence?.choice("effect") ?? .rejection, months: months,
        basis: silence?.localised("basis") ?? nothing),
      appeal: receipt?.localised("appeal") ?? nothing)
  }

  private func section(_ source: YAMLSource) -> Procedure.Section {
    source.allow("id", "title", "intro", "criterion", "guidance", "fields")
    let id = source.text("id")
    if !id.isEmpty, Slug(id) == nil {
      source.at("id").report("section id \"\(id)\" cannot stand in an address", "use lower-case letters and hyphens")
    }
    return Procedure.Section(
      id: id, title: source.localised("title"), intro: source.optionalLocalised("intro"),
      criterion: source.optionalText("criterion"), guidance: source.member("guidance")?.items.map(\.localised),
      fields: source.filledList("fields", "a section without fields").map { field($0, depth: 0) })
  }

  private func field(_ source: YAMLSource, depth: Int) -> Field {
    source.allow(
      "id", "kind", "label", "help", "example", "required", "maximumLength", "minimum", "maximum",
      "options", "optionsFrom", "minimumItems", "maximumItems", "itemName", "fields", "unit", "statement", "when",
      "format",
      "layout", "totals")
    let id = source.text("id")
    if !id.allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber) }) {
      source.at("id").report("field id \"\(id)\" cannot name an input", "use letters and digits: priorityTerritory")
    }
    let kind = kind(source, depth: depth)
    return Field(
      id: id, label: source.localised("label"), help: source.optionalLocalised("help"),
      example: source.optionalLocalised("example"), isRequired: source.flag("required", default: false),
      kind: kind, unit: unit(source, of: kind), condition: condition(source),
      format: format(source, of: kind), table: table(source, of: kind))
  }

  private func unit(_ source: YAMLSource, of kind: FieldKind) -> LocalisedText? {
    guard let unit = source.optionalLocalised("unit") else { return nil }
    switch kind {
    case .wholeNumber, .decimal: break
    case .text, .longText, .list, .money, .day, .period, .choice, .choices, .yesNo, .declaration, .perimeter,
      .commune, .organisation, .person, .attachment, .group:
      source.at("unit").report("only numbers have a unit", "remove it; an amount of money is in euros")
    }
    return unit
  }

  private func condition(_ source: YAMLSource) -> Field.Condition? {
    guard let condition = source.member("when") else { return nil }
    condition.allow("field", "is")
    return Field.Condition(field: condition.text("field"), values: condition.list("is").compactMap(\.text))
  }

  /// A condition looks at a field before its own, beside it, that is answered with options.
  private func checkConditions(_ sources: [YAMLSource], _ fields: [Field]) {
    for (index, (source, field)) in zip(sources, fields).enumerated() {
      guard let condition = field.condition, let place = source.member("when") else { continue }
      guard let other = fields[..<index].first(where: { $0.id == condition.field }) else {
        place.report(
          "field \"\(field.id)\" depends on \"\(condition.field)\", which does not stand before it",
          "name a field that comes earlier in the same list")
        continue
      }
      guard let known = optionIDs(of: other) else {
        place.report(
          "field \"\(field.id)\" depends on \"\(other.id)\", which has no options",
          "depend on a choice, choices, yesNo or declaration")
        continue
      }
      if condition.values.isEmpty { place.report("a condition without values", "give is: [option, ...]") }
      for value in condition.values where !known.contains(value) {
        place.report(
          "\"\(value)\" is no option of \"\(other.id)\"", "give one of \(known.joined(separator: ", "))")
      }
    }
  }

  private func kind(_ source: YAMLSource, depth: Int) -> FieldKind {
    let minimumItems = source.optionalInteger("minimumItems") ?? 0
    let maximumItems = source.optionalInteger("maximumItems") ?? 50
    source.checkOrder(minimumItems, maximumItems, "minimumItems", "maximumItems")
    switch source.text("kind") {
    case "": return .yesNo  // Told already.
    case "text": return .text(maximumLength: source.optionalInteger("maximumLength") ?? 300)
    case "longText": return .longText(maximumLength: source.integer("maximumLength"))
    case "list":
      return .list(
        maximumLength: source.optionalInteger("maximumLength") ?? 300, minimumItems: minimumItems,
        maximumItems: maximumItems)
    case "wholeNumber":
      let (minimum, maximum) = (source.optionalInteger("minimum"), source.optionalInteger("maximum"))
      source.checkOrder(minimum, maximum, "minimum", "maximum")
      return .wholeNumber(minimum: minimum, maximum: maximum)
    case "decimal":
      let (minimum, maximum) = (source.optionalDecimal("minimum"), source.optionalDecimal("maximum"))
      source.checkOrder(minimum.flatMap(decimal(reading:)), maximum.flatMap(decimal(reading:)), "minimum", "maximum")
      return .decimal(minimum: minimum, maximum: maximum)
    case "money":
      let (minimum, maximum) = (cents(source, "minimum"), cents(source, "maximum"))
      source.checkOrder(minimum, maximum, "minimum", "maximum")
      return .money(minimum: minimum, maximum: maximum)
    case "day": return .day
    case "choice": return .choice(options: options(source))
    case "choices": return .choices(options: options(source), minimumItems: minimumItems)
    case "yesNo": return .yesNo
    case "declaration": return .declaration(statement: source.localised("statement"))
    case "perimeter": return .perimeter
    case "period": return .period
    case "commune": return .commune
    case "organisation": return .organisation
    case "person": return .person
    case "attachment": return .attachment
    case "group":
      if depth > 1 { source.report("groups nest three deep", "two levels are the most that a page shows") }
      let sources = source.filledList("fields", "a group without fields")
      let fields = sources.map { field($0, depth: depth + 1) }
      checkUnique(sources, "field")
      checkConditions(sources, fields)
      return .group(
        itemName: source.localised("itemName"), fields: fields, minimumItems: minimumItems,
        maximumItems: maximumItems)
    case let other:
      source.at("kind").report(
        "kind \"\(other)\" is unknown",
        "give one of text, longText, list, wholeNumber, decimal, money, day, period, choice, choices, yesNo, declaration, perimeter, commune, organisation, person, attachment, group"
      )
      return .yesNo
    }
  }

  private func cents(_ source: YAMLSource, _ key: String) -> Int64? {
    guard let text = source.optionalText(key) else { return nil }
    guard let amount = Money(text) else {
      source.at(key).report("\(key) \"\(text)\" is not an amount of euros", "write it as 1234.50")
      return nil
    }
    return amount.cents
  }

  func options(_ source: YAMLSource) -> [Field.Option] {
    switch source.optionalText("optionsFrom") {
    case "themes"?: return vocabulary.themes
    case "actorKinds"?: return vocabulary.actorKinds
    case let other?:
      source.at("optionsFrom").report("there is no list \"\(other)\"", "give optionsFrom: themes or actorKinds")
      return []
    case nil:
      let options = source.filledList("options", "a choice without options").map { option in
        option.allow("id", "label")
        return Field.Option(id: option.text("id"), label: option.localised("label"))
      }
      checkUnique(source.sources("options"), "option")
      return options
    }
  }

  func checkUnique(_ sources: [YAMLSource], _ what: String) {
    var seen: Set<String> = []
    for source in sources {
      guard let id = source.member("id"), let text = id.node.scalar?.string else { continue }
      if !seen.insert(text).inserted { id.report("\(what) \"\(text)\" stands twice", "give each its own id") }
    }
  }
}
