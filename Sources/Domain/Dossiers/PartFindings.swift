/// What lies around the answers of a dossier and is not in them.
struct AnswerSurroundings {
  /// Nil where nobody looks at the files.
  let files: [Attachment]?
}

/// Kinds whose answer has several parts, or names something outside of the form. A finding about one part bears its
/// name: `contact.email`.
extension Field {
  func periodFindings(_ answer: Answer, at path: String) -> [Finding] {
    let parts = answer.parts(2)
    var found: [Finding] = []
    for (name, text) in zip(["from", "to"], parts) {
      if text.isEmpty {
        found.append(Finding(field: "\(path).\(name)", problem: .missing))
      } else if Day(text) == nil {
        found.append(Finding(field: "\(path).\(name)", problem: .notADay))
      }
    }
    if let start = Day(parts[0]), let end = Day(parts[1]), end < start {
      found.append(Finding(field: "\(path).to", problem: .endBeforeStart))
    }
    return found
  }

  func communeFindings(_ text: String, at path: String, knows: (PlaceCode) -> Bool) -> [Finding] {
    guard let place = PlaceCode(text), place.level == .municipality else {
      return [Finding(field: path, problem: .notOneCommune(text))]
    }
    return knows(place) ? [] : [Finding(field: path, problem: .unknownPlace(text))]
  }

  /// An organisation has a name; its number is what the register knows it by.
  func organisationFindings(_ answer: Answer, at path: String) -> [Finding] {
    let parts = answer.parts(2)
    var found: [Finding] = []
    if parts[0].isEmpty { found.append(Finding(field: "\(path).name", problem: .missing)) }
    found += lengthFindings(parts[0], at: "\(path).name")
    if !parts[1].isEmpty, RegisterNumber(parts[1]) == nil {
      let digits = parts[1].count { $0.isASCIIDigit }
      found.append(Finding(field: "\(path).number", problem: digits > 9 ? .notASIRET : .notASIREN))
    }
    return found
  }

  /// Somebody has a name, and an address or a telephone number.
  func personFindings(_ answer: Answer, at path: String) -> [Finding] {
    let parts = answer.parts(4)
    var found: [Finding] = []
    if parts[0].isEmpty { found.append(Finding(field: "\(path).name", problem: .missing)) }
    found += lengthFindings(parts[0], at: "\(path).name") + lengthFindings(parts[1], at: "\(path).function")
    if parts[2].isEmpty, parts[3].isEmpty { found.append(Finding(field: "\(path).email", problem: .missing)) }
    if !parts[2].isEmpty, EmailAddress(parts[2]) == nil {
      found.append(Finding(field: "\(path).email", problem: .notAnAddress))
    }
    if !parts[3].isEmpty, !Field.isPhoneNumber(parts[3]) {
      found.append(Finding(field: "\(path).phone", problem: .notAPhoneNumber))
    }
    return found
  }

  func attachmentFindings(_ answer: Answer, at path: String, _ surroundings: AnswerSurroundings) -> [Finding] {
    guard let files = surroundings.files else { return [] }
    let parts = answer.parts(2)
    let isThere = files.contains { "\($0.id)" == parts[0] && $0.name == parts[1] }
    return isThere ? [] : [Finding(field: path, problem: .noSuchFile(parts[1].isEmpty ? parts[0] : parts[1]))]
  }

  private func lengthFindings(_ text: String, at path: String) -> [Finding] {
    let longest = FieldKind.longestPart
    guard text.count > longest else { return [] }
    return [Finding(field: path, problem: .tooLong(length: text.count, maximum: longest))]
  }

  /// Six to fifteen digits, as people group them.
  private static func isPhoneNumber(_ text: String) -> Bool {
    let digits = text.count { $0.isASCIIDigit }
    return (6...15).contains(digits)
      && text.allSatisfy { $0.isASCIIDigit || $0.isWhitespace || "+.-()".contains($0) }
      && !text.dropFirst().contains("+")
  }
}
