extension FieldKind {
  /// The inputs of a kind that asks for several things at once, in the order in which its answer lists them. Nil for
  /// a kind with one input, and for a group, which has fields.
  package var parts: [String]? {
    switch self {
    case .period: ["from", "to"]
    case .organisation: ["name", "number"]
    case .person: ["name", "function", "email", "phone"]
    case .text, .longText, .list, .wholeNumber, .decimal, .money, .day, .choice, .choices, .yesNo, .declaration,
      .perimeter, .commune, .attachment, .group:
      nil
    }
  }

  /// The longest text that a part takes.
  package static let longestPart = 200
}

extension Answer {
  /// The parts of an answer to a kind that has several inputs, as many as it has; what is missing is empty.
  package func parts(_ count: Int) -> [String] {
    switch self {
    case .list(let items): (0..<count).map { $0 < items.count ? items[$0].trimmed : "" }
    case .text, .group: Array(repeating: "", count: count)
    }
  }
}
