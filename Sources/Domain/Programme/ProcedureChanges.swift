/// What differs between two versions of a procedure, for whoever puts the second into use.
package struct ProcedureChanges: Hashable, Sendable {
  /// Fields by their path, `challenges.objectives.target`, in the order of the newer form.
  package let added: [String]
  package let removed: [String]
  package let altered: [Alteration]
  /// What differs besides the fields.
  package let parts: [Part]

  package struct Alteration: Hashable, Sendable {
    package let path: String
    package let aspects: [Aspect]
  }

  /// In what a field differs.
  package enum Aspect: String, CaseIterable, Sendable {
    case label
    case help
    case kind
    /// Lengths, bounds, numbers of items, options.
    case limits
    case required
    case optional
    case condition
    case section
  }

  package enum Part: String, CaseIterable, Sendable {
    case name
    case sections
    case outcomes
    case receipt
    case collective
    case admissibility
    case conflicts
  }

  package var isEmpty: Bool { added.isEmpty && removed.isEmpty && altered.isEmpty && parts.isEmpty }

  package init(from old: Procedure, to new: Procedure) {
    let (before, after) = (old.places, new.places)
    let known = Dictionary(before.map { ($0.path, $0) }) { first, _ in first }
    let kept = Set(after.map(\.path))
    added = after.map(\.path).filter { known[$0] == nil }
    removed = before.map(\.path).filter { !kept.contains($0) }
    altered = after.compactMap { place in
      guard let former = known[place.path] else { return nil }
      let aspects = place.aspects(since: former)
      return aspects.isEmpty ? nil : Alteration(path: place.path, aspects: aspects)
    }
    var parts: [Part] = []
    if old.name != new.name { parts.append(.name) }
    if old.sections.map(\.heading) != new.sections.map(\.heading) { parts.append(.sections) }
    if old.outcomes != new.outcomes || old.isPublished != new.isPublished || old.decision != new.decision {
      parts.append(.outcomes)
    }
    if old.receipt != new.receipt || old.requiresSignatory != new.requiresSignatory { parts.append(.receipt) }
    if old.collective != new.collective { parts.append(.collective) }
    if old.admissibility != new.admissibility { parts.append(.admissibility) }
    if old.conflicts != new.conflicts { parts.append(.conflicts) }
    self.parts = parts
  }
}

extension Procedure.Section {
  fileprivate var heading: [LocalisedText?] { [LocalisedText(fr: id, en: id), title, intro] }
}

extension Procedure {
  /// A field with its path and its section.
  fileprivate struct Place {
    let path: String
    let section: String
    let field: Field

    func aspects(since former: Place) -> [ProcedureChanges.Aspect] {
      let old = former.field
      var found: [ProcedureChanges.Aspect] = []
      if field.label != old.label || field.unit != old.unit { found.append(.label) }
      if field.help != old.help || field.example != old.example { found.append(.help) }
      if field.kind.caseName != old.kind.caseName {
        found.append(.kind)
      } else if field.kind.withoutFields != old.kind.withoutFields {
        found.append(.limits)
      }
      if field.isRequired != old.isRequired { found.append(field.isRequired ? .required : .optional) }
      if field.condition != old.condition { found.append(.condition) }
      if section != former.section { found.append(.section) }
      return found
    }
  }

  fileprivate var places: [Place] {
    func walk(_ fields: [Field], _ prefix: String, _ section: String) -> [Place] {
      fields.flatMap { field -> [Place] in
        let path = prefix + field.id
        var found = [Place(path: path, section: section, field: field)]
        if case .group(_, let inner, _, _) = field.kind { found += walk(inner, path + ".", section) }
        return found
      }
    }
    return sections.flatMap { walk($0.fields, "", $0.id) }
  }
}

extension FieldKind {
  /// The name of the kind alone, from how Swift writes a case: one line for all kinds, whatever they hold.
  fileprivate var caseName: Substring { String(describing: self).prefix { $0 != "(" } }

  /// Fields of a group are compared by themselves.
  fileprivate var withoutFields: FieldKind {
    guard case .group(let name, _, let minimum, let maximum) = self else { return self }
    return .group(itemName: name, fields: [], minimumItems: minimum, maximumItems: maximum)
  }
}
