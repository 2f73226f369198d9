package import Foundation

extension Procedure {
  /// Everything in the answers that keeps the dossier from being submitted, in the order of the form.
  ///
  /// - Parameters:
  ///   - files: those that are attached to the dossier; nil where nobody looks at them.
  ///   - knows: whether an official place code exists.
  package func findings(
    in answers: Answers, files: [Attachment]? = nil, knows: (PlaceCode) -> Bool
  ) -> [Finding] {
    let surroundings = AnswerSurroundings(files: files)
    return fields.filter { $0.isAsked(answers) }.flatMap {
      $0.findings(in: answers[$0.id], at: $0.id, surroundings, knows: knows)
    } + unknownFields(in: answers) + ruleFindings(in: answers)
  }

  /// The same for one section: what its page shows.
  package func findings(
    in answers: Answers, section: String, files: [Attachment]? = nil, knows: (PlaceCode) -> Bool
  ) -> [Finding] {
    let surroundings = AnswerSurroundings(files: files)
    let own = (self.section(section)?.fields ?? []).filter { $0.isAsked(answers) }.flatMap {
      $0.findings(in: answers[$0.id], at: $0.id, surroundings, knows: knows)
    }
    return own + ruleFindings(in: answers).filter { self.section(holding: $0.field)?.id == section }
  }

  private func unknownFields(in answers: Answers) -> [Finding] {
    let known = Set(fields.map(\.id))
    return answers.values.keys.filter { !known.contains($0) }.sorted()
      .map { Finding(field: $0, problem: .unknownField) }
  }
}

extension Field {
  fileprivate func findings(
    in answer: Answer?, at path: String, _ surroundings: AnswerSurroundings, knows: (PlaceCode) -> Bool
  ) -> [Finding] {
    guard let answer, !answer.isEmpty, !isBlankGroup(answer) else { return absence(at: path) }
    switch kind {
    case .text(let maximum), .longText(let maximum):
      return textProblem(answer.plainText, maximum: maximum).map { [Finding(field: path, problem: $0)] } ?? []
    case .wholeNumber(let minimum, let maximum):
      let problem = NumberRule(
        minimum: minimum.map { Decimal($0) }, maximum: maximum.map { Decimal($0) }, isWhole: true
      ).problem(in: answer.plainText)
      return problem.map { [Finding(field: path, problem: $0)] } ?? []
    case .decimal(let minimum, let maximum):
      let problem = NumberRule(
        minimum: minimum.flatMap(decimal(reading:)), maximum: maximum.flatMap(decimal(reading:)),
        isWhole: false
      ).problem(in: answer.plainText)
      return problem.map { [Finding(field: path, problem: $0)] } ?? []
    case .money(let minimum, let maximum):
      return moneyFindings(answer.plainText, minimum.map(Money.init(cents:)), maximum.map(Money.init(cents:)), at: path)
    case .day:
      return Day(answer.plainText.trimmed) == nil ? [Finding(field: path, problem: .notADay)] : []
    case .period: return periodFindings(answer, at: path)
    case .commune: return communeFindings(answer.plainText.trimmed, at: path, knows: knows)
    case .organisation: return organisationFindings(answer, at: path)
    case .person: return personFindings(answer, at: path)
    case .attachment: return attachmentFindings(answer, at: path, surroundings)
    case .choice(let options):
      return unknownOptions([answer.plainText.trimmed], options, at: path)
    case .yesNo:
      let known = ["yes", "no"].contains(answer.plainText.trimmed)
      return known ? [] : [Finding(field: path, problem: .unknownOption(answer.plainText))]
    case .declaration:
      let isTicked = answer.plainText.trimmed == "yes"
      return isTicked ? [] : [Finding(field: path, problem: .unknownOption(answer.plainText))]
    case .choices(let options, let minimum):
      return countFindings(answer.items.count, minimum: minimum, maximum: options.count, at: path)
        + unknownOptions(answer.items, options, at: path)
    case .list(let length, let minimum, let maximum):
      return countFindings(answer.items.count, minimum: minimum, maximum: maximum, at: path)
        + answer.items.enumerated().compactMap { index, item in
          textProblem(item, maximum: length).map { Finding(field: "\(path).\(index)", problem: $0) }
        }
    case .perimeter:
      let places = answer.items
      guard places.count <= Perimeter.mostPlaces else {
        return [Finding(field: path, problem: .tooMany(found: places.count, maximum: Perimeter.mostPlaces))]
      }
      // Nobody reads a thousand of them, and most come from one mistake.
      return places.compactMap { perimeterProblem($0, knows: knows) }.prefix(20)
        .map { Finding(field: path, problem: $0) }
    case .group(_, let fields, let minimum, let maximum):
      return groupFindings(
        answer, fields, minimum: minimum, maximum: maximum, at: path, surroundings, knows: knows)
    }
  }

  private func isBlankGroup(_ answer: Answer) -> Bool {
    guard case .group(let items) = answer else { return false }
    return items.allSatisfy(\.isBlank)
  }

  /// What an empty field means: nothing, a missing answer, or too few items.
  private func absence(at path: String) -> [Finding] {
    switch kind {
    case .group(_, _, let minimum, _), .list(_, let minimum, _), .choices(_, let minimum):
      if minimum > 0 {
        return [Finding(field: path, problem: .tooFew(found: 0, required: minimum))]
      }
    case .text, .longText, .wholeNumber, .decimal, .money, .day, .period, .choice, .yesNo, .declaration, .perimeter,
      .commune, .organisation, .person, .attachment:
      break
    }
    return isRequired ? [Finding(field: path, problem: .missing)] : []
  }

  /// A blank item of a group counts for nothing: people add one too many and leave it empty. The path
  /// keeps the number of the item on the page.
  private func groupFindings(
    _ answer: Answer, _ fields: [Field], minimum: Int, maximum: Int, at path: String,
    _ surroundings: AnswerSurroundings, knows: (PlaceCode) -> Bool
  ) -> [Finding] {
    guard case .group(let items) = answer else {
      return [Finding(field: path, problem: .missing)]
    }
    let written = items.enumerated().filter { !$0.element.isBlank }
    var found = countFindings(written.count, minimum: minimum, maximum: maximum, at: path)
    for (index, item) in written {
      for field in fields where field.isAsked(item) {
        found += field.findings(
          in: item[field.id], at: "\(path).\(index).\(field.id)", surroundings, knows: knows)
      }
      let known = Set(fields.map(\.id))
      found += item.values.keys.filter { !known.contains($0) }.sorted()
        .map { Finding(field: "\(path).\(index).\($0)", problem: .unknownField) }
    }
    return found
  }

  private func moneyFindings(_ text: String, _ minimum: Money?, _ maximum: Money?, at path: String) -> [Finding] {
    guard let amount = Money(text) else { return [Finding(field: path, problem: .notAnAmount)] }
    if let minimum, amount < minimum {
      return [Finding(field: path, problem: .tooSmall(minimum: minimum.decimalText))]
    }
    if let maximum, amount > maximum {
      return [Finding(field: path, problem: .tooLarge(maximum: maximum.decimalText))]
    }
    return []
  }

  private func countFindings(_ count: Int, minimum: Int, maximum: Int, at path: String) -> [Finding] {
    if count < minimum {
      return [Finding(field: path, problem: .tooFew(found: count, required: minimum))]
    }
    if count > maximum {
      return [Finding(field: path, problem: .tooMany(found: count, maximum: maximum))]
    }
    return []
  }

  private func textProblem(_ text: String, maximum: Int) -> Finding.Problem? {
    let length = text.trimmed.count
    return length > maximum ? .tooLong(length: length, maximum: maximum) : nil
  }

  private func unknownOptions(_ given: [String], _ options: [Option], at path: String) -> [Finding] {
    let known = Set(options.map(\.id))
    return given.filter { !known.contains($0) }
      .map { Finding(field: path, problem: .unknownOption($0)) }
  }

  private func perimeterProblem(_ text: String, knows: (PlaceCode) -> Bool) -> Finding.Problem? {
    guard let place = PlaceCode(text) else { return .malformedPlace(text) }
    return knows(place) ? nil : .unknownPlace(text)
  }
}

/// The bounds of a number, and what is wrong with a text that should be one.
private struct NumberRule {
  let minimum: Decimal?
  let maximum: Decimal?
  let isWhole: Bool

  func problem(in text: String) -> Finding.Problem? {
    guard let value = decimal(reading: text) else { return isWhole ? .notAWholeNumber : .notANumber }
    if isWhole, value.exponent < 0 { return .notAWholeNumber }
    if let minimum, value < minimum { return .tooSmall(minimum: "\(minimum)") }
    if let maximum, value > maximum { return .tooLarge(maximum: "\(maximum)") }
    return nil
  }
}

/// Reads a number as people write it: `1 234,5`, `1234.5`, `-3`. Nil for anything else.
package func decimal(reading text: String) -> Decimal? {
  var plain = ""
  for character in text.trimmed where !character.isWhitespace && character != "\u{202f}" {
    plain.append(character == "," ? "." : character)
  }
  let unsigned = plain.first == "-" ? plain.dropFirst() : plain[...]
  let parts = unsigned.split(separator: ".", omittingEmptySubsequences: false)
  guard (1...2).contains(parts.count), unsigned.count <= 30,
    parts.allSatisfy({ !$0.isEmpty && $0.allSatisfy(\.isASCIIDigit) })
  else { return nil }
  return Decimal(string: plain, locale: Locale(identifier: "en_US_POSIX"))
}

extension Answer {
  /// The text of a scalar answer; a list or group in its place reads as empty text.
  var plainText: String {
    switch self {
    case .text(let text): text
    case .list, .group: ""
    }
  }

  /// The non-empty entries of a list; a single text stands for a list of one.
  var items: [String] {
    switch self {
    case .text(let text): [text.trimmed].filter { !$0.isEmpty }
    case .list(let items): items.map(\.trimmed).filter { !$0.isEmpty }
    case .group: []
    }
  }
}
