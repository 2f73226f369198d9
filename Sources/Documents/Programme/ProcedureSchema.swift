package import Domain

/// The JSON Schema (draft 2020-12) of the answers to a procedure, as the program stores them: texts as they were
/// typed, lists of texts, and groups as lists of objects.
///
/// It holds what a schema can: kinds, options, conditions, counts. Whether a day exists, a commune is known or a
/// budget balances is for the program to say.
package struct ProcedureSchema {
  private let procedure: Procedure
  private let language: Language

  package init(_ procedure: Procedure, in language: Language) {
    self.procedure = procedure
    self.language = language
  }

  /// - Parameter address: where the schema itself is found.
  package func document(at address: String) -> JSONValue {
    var members = object(procedure.fields)
    members["$schema"] = "https://json-schema.org/draft/2020-12/schema"
    members["$id"] = .string(address)
    members["title"] = .string(procedure.name[language])
    members["description"] = .string("\(procedure.id), \(procedure.version)")
    members["$defs"] = .object(["blank": ProcedureSchema.blank, "nothing": ProcedureSchema.nothing])
    let rules = (procedure.rules ?? []).compactMap(rule)
    if !rules.isEmpty { members["allOf"] = .array((members["allOf"]?.elements ?? []) + rules) }
    return .object(members)
  }

  /// An item of a group in which nothing is written.
  private static let blank = JSONValue.object([
    "type": "object", "properties": .object(["#": .object(["type": "string"])]),
    "additionalProperties": .object(["$ref": "#/$defs/nothing"]),
  ])

  /// An answer that says nothing.
  private static let nothing = JSONValue.object([
    "anyOf": .array([
      text("^\\s*$"), .object(["type": "array", "items": text("^\\s*$")]),
      .object(["type": "array", "items": .object(["$ref": "#/$defs/blank"])]),
    ])
  ])

  private static func text(_ pattern: String) -> JSONValue {
    .object(["type": "string", "pattern": .string(pattern)])
  }

  private func object(_ fields: [Field]) -> [String: JSONValue] {
    var properties: [String: JSONValue] = ["#": .object(["type": "string"])]
    var (required, conditions): ([JSONValue], [JSONValue]) = ([], [])
    for field in fields {
      let schema = answer(to: field)
      guard let condition = field.condition else {
        properties[field.id] = schema
        if field.needsAnswer { required.append(.string(field.id)) }
        continue
      }
      properties[field.id] = .bool(true)
      conditions.append(
        .object([
          "if": matching(condition),
          "then": .object([
            "properties": .object([field.id: schema]),
            "required": .array(field.needsAnswer ? [.string(field.id)] : []),
          ]),
        ]))
    }
    var members: [String: JSONValue] = [
      "type": "object", "properties": .object(properties), "required": .array(required),
      "additionalProperties": .bool(false),
    ]
    if !conditions.isEmpty { members["allOf"] = .array(conditions) }
    return members
  }

  /// Answers that have one of the options of a condition.
  private func matching(_ condition: Field.Condition) -> JSONValue {
    let options = JSONValue.object(["enum": .array(condition.values.map { .string($0) })])
    let answer = JSONValue.object(["anyOf": .array([options, .object(["type": "array", "contains": options])])])
    return .object(["properties": .object([condition.field: answer]), "required": .array([.string(condition.field)])])
  }

  private func rule(_ rule: Rule) -> JSONValue? {
    switch rule.check {
    case .exactlyOne(let group, let condition):
      counting(condition, in: group, ["minContains": .integer(1), "maxContains": .integer(1)])
    case .atLeast(let count, let group, let condition):
      counting(condition, in: group, ["minContains": .integer(Int64(count))])
    case .endAfterStart, .balances: nil
    }
  }

  /// A group without a written item is not counted.
  private func counting(
    _ condition: Field.Condition, in group: String, _ bounds: [String: JSONValue]
  ) -> JSONValue {
    let counted = JSONValue.object(bounds.merging(["contains": matching(condition)]) { $1 })
    return .object([
      "properties": .object([
        group: .object(["anyOf": .array([counted, .object(["$ref": "#/$defs/nothing"])])])
      ])
    ])
  }

  private func answer(to field: Field) -> JSONValue {
    let title = JSONValue.string(field.label[language])
    let schema = written(field)
    guard case .object(var members) = schema, field.needsAnswer else {
      return .object(["title": title, "anyOf": .array([schema, .object(["$ref": "#/$defs/nothing"])])])
    }
    members["title"] = title
    return .object(members)
  }

  /// An answer that says something.
  private func written(_ field: Field) -> JSONValue {
    func line(_ maximum: Int) -> JSONValue {
      .object(["type": "string", "pattern": "\\S", "maxLength": .integer(Int64(maximum))])
    }
    func parts(_ schemas: [JSONValue]) -> [String: JSONValue] {
      let count = JSONValue.integer(Int64(schemas.count))
      return ["type": "array", "prefixItems": .array(schemas), "minItems": count, "maxItems": count]
    }
    func choice(_ options: [Field.Option]) -> JSONValue { .object(["enum": .array(options.map { .string($0.id) })]) }
    let any = JSONValue.object(["type": "string"])
    switch field.kind {
    case .text(let maximum), .longText(let maximum): return line(maximum)
    case .wholeNumber: return ProcedureSchema.text("^\\s*-?\\s*[0-9][0-9\\s]*$")
    case .decimal: return ProcedureSchema.text("^\\s*-?\\s*[0-9][0-9\\s]*([.,][0-9\\s]+)?$")
    case .money: return ProcedureSchema.text("^\\s*-?\\s*[0-9][0-9\\s]*([.,][0-9\\s]+)?\\s*€?\\s*$")
    case .day: return ProcedureSchema.day
    case .period: return .object(parts([ProcedureSchema.day, ProcedureSchema.day]))
    case .choice(let options): return choice(options)
    case .yesNo: return .object(["enum": ["yes", "no"]])
    case .declaration: return .object(["const": "yes"])
    case .choices(let options, let minimum):
      return .object([
        "type": "array", "items": choice(options), "minItems": .integer(Int64(minimum)),
        "maxItems": .integer(Int64(options.count)),
      ])
    case .list(let length, let minimum, let maximum):
      return .object([
        "type": "array", "items": line(length), "minItems": .integer(Int64(minimum)),
        "maxItems": .integer(Int64(maximum)),
      ])
    case .perimeter:
      let levels = PlaceLevel.allCases.map(\.rawValue).joined(separator: "|")
      return .object([
        "type": "array", "items": ProcedureSchema.text("^(\(levels)):\\S+$"), "minItems": .integer(1),
      ])
    case .commune: return ProcedureSchema.text("^commune:[0-9][0-9AB][0-9]{3}$")
    case .organisation:
      return .object(
        parts([
          line(FieldKind.longestPart), ProcedureSchema.text("^\\s*$|^(\\s*[0-9]){9}\\s*$|^(\\s*[0-9]){14}\\s*$"),
        ]))
    case .person:
      let given = ProcedureSchema.text("\\S")
      let reachable: JSONValue = [
        .object(["prefixItems": [any, any, given]]), .object(["prefixItems": [any, any, any, given]]),
      ]
      return .object(parts([line(FieldKind.longestPart), any, any, any]).merging(["anyOf": reachable]) { $1 })
    case .attachment: return .object(parts([ProcedureSchema.text("^[0-9a-f-]{36}$"), ProcedureSchema.text("\\S")]))
    case .group(_, let fields, let minimum, let maximum):
      let item = JSONValue.object(object(fields))
      let blank = JSONValue.object(["$ref": "#/$defs/blank"])
      return .object([
        "type": "array", "items": .object(["anyOf": [blank, item]]),
        "contains": .object(["not": blank]), "minContains": .integer(Int64(max(minimum, field.isRequired ? 1 : 0))),
        "maxContains": .integer(Int64(maximum)),
      ])
    }
  }

  private static let day = text("^\\s*([0-9]{4}-[0-9]{1,2}-[0-9]{1,2}|[0-9]{1,2}/[0-9]{1,2}/[0-9]{4})\\s*$")
}

extension Field {
  /// Whether a dossier without an answer is refused.
  fileprivate var needsAnswer: Bool {
    switch kind {
    case .group(_, _, let minimum, _), .list(_, let minimum, _), .choices(_, let minimum): isRequired || minimum > 0
    case .text, .longText, .wholeNumber, .decimal, .money, .day, .period, .choice, .yesNo, .declaration, .perimeter,
      .commune, .organisation, .person, .attachment:
      isRequired
    }
  }
}

extension JSONValue {
  fileprivate var elements: [JSONValue] { if case .array(let elements) = self { elements } else { [] } }
}
