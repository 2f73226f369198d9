import Domain

/// Reads `retention.yaml`: how long things are kept.
enum RetentionReader {
  static func rules(_ source: YAMLSource) -> [RetentionRule] {
    source.allow("rules")
    var seen: Set<RetentionRule.Kind> = []
    let rules = source.list("rules").compactMap { item -> RetentionRule? in
      guard let rule = rule(item) else { return nil }
      if !seen.insert(rule.kind).inserted {
        item.report("there are two rules for \(rule.kind.rawValue)", "leave one of them")
      }
      return rule
    }
    for kind in RetentionRule.Kind.allCases where !seen.contains(kind) {
      source.report("there is no rule for \(kind.rawValue)", "add one to rules, with its duration")
    }
    return rules
  }

  private static func rule(_ item: YAMLSource) -> RetentionRule? {
    item.allow("kind", "title", "explanation", "days", "months", "kept", "basis", "law")
    let (title, explanation) = (item.localised("title"), item.localised("explanation"))
    let basis = basis(item)
    guard let kind = item.choice("kind", RetentionRule.Kind.self), let duration = duration(item) else { return nil }
    if case .kept = duration, kind.isApplied {
      item.report("\(kind.rawValue) needs a duration that can be applied", "give days or months")
    }
    return RetentionRule(kind: kind, title: title, explanation: explanation, duration: duration, basis: basis)
  }

  private static func duration(_ item: YAMLSource) -> RetentionRule.Duration? {
    guard ["days", "months", "kept"].filter({ item.member($0) != nil }).count == 1 else {
      item.report("a rule has one duration", "give one of days, months, kept")
      return nil
    }
    if let days = item.optionalInteger("days") {
      if !(1...36_500).contains(days) { item.report("\(days) days are no duration", "give 1 to 36500") }
      return .days(days)
    }
    if let months = item.optionalInteger("months") {
      if !(1...1200).contains(months) { item.report("\(months) months are no duration", "give 1 to 1200") }
      return .months(months)
    }
    return .kept(item.localised("kept"))
  }

  private enum BasisName: String, CaseIterable {
    case choice
    case law
  }

  private static func basis(_ item: YAMLSource) -> RetentionRule.Basis {
    switch item.choice("basis", BasisName.self) {
    case .law: return .law(item.localised("law"))
    case .choice, nil:
      if item.member("law") != nil { item.report("a choice of the programme names no law", "remove law:") }
      return .choice
    }
  }
}
