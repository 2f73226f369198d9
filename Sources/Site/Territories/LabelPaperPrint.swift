import Domain

/// The letter of a measure about a label as a document of its own, to be printed.
struct LabelPaperPrint: PageModel {
  static let template = "Territories/paper"

  let language: String
  let name: String
  let isExample: Bool
  let service: [String]
  let addressee: [String]
  let on: String
  let event: String
  let says: String
  let rests: [DecisionReading]
  let reasons: [String]
  let answer: [String]
  let signatory: [String]
  let appeal: [String]

  init(_ paper: LabelPaper, in wording: Wording) {
    let (words, event) = (wording.catalogue, paper.event)
    let step = event.content.step
    language = wording.language.rawValue
    name = paper.facts.name
    isExample = paper.facts.isExample
    service = paper.terms.letterhead(in: wording)
    addressee = paper.addressee
    on = wording.day(event.day)
    self.event = words("labelEvent_\(step.rawValue)")
    says = words("labelLetter_\(step.rawValue)")
    let isNotice = step == .giveNotice
    rests =
      paper.notice.map { notice in
        [
          DecisionReading(words("labelField_measure"), words("labelMeasure_\(notice.measure.rawValue)")),
          DecisionReading(words("labelField_ground"), wording.ground(notice.ground, of: paper.act)),
          DecisionReading(words("labelField_facts"), notice.facts),
        ]
      } ?? []
    reasons =
      isNotice ? [] : event.content.text?.split(whereSeparator: \.isNewline).map(String.init) ?? []
    answer = isNotice ? paper.notice.map { [words("labelPaperAnswer", wording.day($0.answerBy))] } ?? [] : []
    signatory = event.signatory.map { ["\($0.name), \($0.function)"] } ?? []
    appeal = step.isUnfavourable ? [paper.terms.appeal[wording.language]] : []
  }
}

extension ReceiptTerms {
  /// The service at the head of a letter.
  func letterhead(in wording: Wording) -> [String] {
    [service.name[wording.language]] + [service.postal, service.email].compactMap { $0 }
  }
}

extension String {
  /// The text for a printer, whose font lacks most pictures: each stands there by its name, instead of nothing.
  var printable: String {
    guard unicodeScalars.contains(where: String.isPicture) else { return self }
    return unicodeScalars.reduce(into: "") { text, scalar in
      if String.isPicture(scalar) {
        text += "[\(scalar.properties.name?.lowercased() ?? "U+" + String(scalar.value, radix: 16))]"
      } else if scalar.value != 0xFE0F {
        text.unicodeScalars.append(scalar)
      }
    }
  }

  private static func isPicture(_ scalar: Unicode.Scalar) -> Bool {
    (0x1F000...0x1FAFF).contains(scalar.value)
  }
}
