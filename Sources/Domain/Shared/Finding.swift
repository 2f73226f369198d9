/// Something in a form that does not fit, told as data: where it is and what is wrong.
///
/// The sentence comes later, in the reader's language, from the catalogues.
package struct Finding: Hashable, Sendable {
  /// The path of the field, as in the form: `challenges.1.title`.
  package let field: String
  package let problem: Problem

  package init(field: String, problem: Problem) {
    self.field = field
    self.problem = problem
  }

  package enum Problem: Hashable, Sendable {
    case missing
    case tooLong(length: Int, maximum: Int)
    case tooFew(found: Int, required: Int)
    case tooMany(found: Int, maximum: Int)
    case notANumber
    case notAWholeNumber
    case tooSmall(minimum: String)
    case tooLarge(maximum: String)
    case notADay
    case notAnAmount
    case unknownOption(String)
    case malformedPlace(String)
    case unknownPlace(String)
    case unknownField
    case notAnAddress
    case notAWebAddress
    case emptyFile
    case fileTooLarge(megabytes: Int)
    case fileKind
    case infectedFile
    case dayPast
    case roleNotLimited
    case notYourAddress
    case notASIREN
    case notASIRET
    /// The SIRET is of another legal unit than the SIREN.
    case otherSIREN(String)
    /// The number is that of an organisation that is known already.
    case numberTaken
    /// The address is that of a member.
    case alreadyMember
    /// The end of a period lies before its start.
    case endBeforeStart
    /// A name that no commune bears, or more than one.
    case notOneCommune(String)
    /// Words that name no place, or one of these.
    case notOnePlace(String, among: [String])
    /// The file is not among those of the dossier.
    case noSuchFile(String)
    case notAPhoneNumber
    /// A rule of the procedure between fields, in its own words.
    ///
    /// - Parameter isAbsence: it is not kept yet because something is still to be written.
    case rule(LocalisedText, isAbsence: Bool)
    /// The service did not ask for this field: it stays as it was submitted.
    case notAsked
    /// The dossier is no draft of a wave that has closed.
    case notReopenable
    case notAnHour
    /// An organisation of the collective has not signed.
    case notSigned(String)
    /// It signed an earlier version, and what it signed has changed.
    case signedBefore(String)
    /// Somebody who has signed for one organisation signs for another only by recording a paper.
    case mustBeOnPaper
    /// A text that the program put together and nobody has rewritten.
    case notRewritten
    /// An hour that the clocks jump over on that day.
    case hourSkipped
    /// A remark over so many characters, or without any.
    case noRemark(maximum: Int)
    /// A reference that names no dossier which its reader may read.
    case noSuchDossier
    /// A day that has not come yet, where one of the past is asked.
    case dayAhead
    /// A last day before the day on which somebody declared that it lasts.
    case dayBeforeDeclaration
    /// A day further away than so many months.
    case dayTooFar(months: Int)
    /// A word or two, where a sentence is asked for.
    case notASentence
    /// An hour at which the call still takes submissions.
    case beforeClosing
    /// A day before the decision that it is about was told.
    case beforeNotice
    /// Something that the outcome which was chosen does not take: it would not stand in the act.
    case notOfOutcome
    /// An outcome without the label, where every condition of the deepening is met.
    case conditionsMet
    /// What is asked to change is what there is.
    case unchanged

    /// The key of its sentence in the catalogues.
    package var key: String {
      switch self {
      case .missing: "missing"
      case .tooLong: "tooLong"
      case .tooFew: "tooFew"
      case .tooMany: "tooMany"
      case .notANumber: "notANumber"
      case .notAWholeNumber: "notAWholeNumber"
      case .tooSmall: "tooSmall"
      case .tooLarge: "tooLarge"
      case .notADay: "notADay"
      case .notAnAmount: "notAnAmount"
      case .unknownOption: "unknownOption"
      case .malformedPlace: "malformedPlace"
      case .unknownPlace: "unknownPlace"
      case .unknownField: "unknownField"
      case .notAnAddress: "notAnAddress"
      case .notAWebAddress: "notAWebAddress"
      case .emptyFile: "emptyFile"
      case .fileTooLarge: "fileTooLarge"
      case .fileKind: "fileKind"
      case .infectedFile: "infectedFile"
      case .dayPast: "dayPast"
      case .roleNotLimited: "roleNotLimited"
      case .notYourAddress: "notYourAddress"
      case .notASIREN: "notASIREN"
      case .notASIRET: "notASIRET"
      case .otherSIREN: "otherSIREN"
      case .numberTaken: "numberTaken"
      case .alreadyMember: "alreadyMember"
      case .endBeforeStart: "endBeforeStart"
      case .notOneCommune: "notOneCommune"
      case .notOnePlace(_, let among): among.isEmpty ? "noPlaceNamed" : "notOnePlace"
      case .noSuchFile: "noSuchFile"
      case .notAPhoneNumber: "notAPhoneNumber"
      case .rule: "rule"
      case .notAsked: "notAsked"
      case .notReopenable: "notReopenable"
      case .notAnHour: "notAnHour"
      case .notSigned: "notSigned"
      case .signedBefore: "signedBefore"
      case .mustBeOnPaper: "mustBeOnPaper"
      case .notRewritten: "notRewritten"
      case .hourSkipped: "hourSkipped"
      case .noRemark: "noRemark"
      case .noSuchDossier: "noSuchDossier"
      case .dayAhead: "dayAhead"
      case .dayBeforeDeclaration: "dayBeforeDeclaration"
      case .dayTooFar: "dayTooFar"
      case .notASentence: "notASentence"
      case .beforeClosing: "beforeClosing"
      case .beforeNotice: "beforeNotice"
      case .notOfOutcome: "notOfOutcome"
      case .conditionsMet: "conditionsMet"
      case .unchanged: "unchanged"
      }
    }

    /// The values that its sentence names, in the order of the placeholders `{0}`, `{1}`.
    package var values: [String] {
      switch self {
      case .missing, .notANumber, .notAWholeNumber, .notADay, .notAnAmount, .unknownField, .notAnAddress,
        .notAWebAddress, .dayPast, .dayAhead, .dayBeforeDeclaration,
        .roleNotLimited, .notYourAddress, .notASIREN, .notASIRET, .numberTaken, .alreadyMember,
        .endBeforeStart, .notAPhoneNumber, .noSuchDossier, .rule:
        []
      case .emptyFile, .fileKind, .infectedFile, .notAsked, .notReopenable, .notAnHour, .mustBeOnPaper, .notASentence,
        .notRewritten, .hourSkipped, .beforeClosing, .beforeNotice, .notOfOutcome, .conditionsMet, .unchanged:
        []
      case .fileTooLarge(let megabytes): [String(megabytes)]
      case .tooLong(let length, let maximum): [String(length), String(maximum)]
      case .tooFew(let found, let required): [String(found), String(required)]
      case .tooMany(let found, let maximum): [String(found), String(maximum)]
      case .tooSmall(let bound), .tooLarge(let bound): [bound]
      case .unknownOption(let given), .malformedPlace(let given), .unknownPlace(let given), .otherSIREN(let given),
        .notOneCommune(let given), .noSuchFile(let given), .notSigned(let given), .signedBefore(let given):
        [given]
      case .notOnePlace(let given, let among): [given, among.joined(separator: ", ")]
      case .noRemark(let maximum): [String(maximum)]
      case .dayTooFar(let months): [String(months)]
      }
    }
  }
}

extension Finding.Problem {
  /// Whether it is a signature that the collective waits for, and no gap in the form.
  package var isSignature: Bool {
    key == "notSigned" || key == "signedBefore"
  }

  /// Whether something is not there yet, rather than wrong: a draft may have gaps.
  package var isAbsence: Bool {
    switch self {
    case .missing, .tooFew, .notSigned, .signedBefore, .notASentence: true
    case .rule(_, let isAbsence): isAbsence
    case .tooLong, .tooMany, .notANumber, .notAWholeNumber, .tooSmall, .tooLarge, .notADay, .notAnAmount,
      .unknownOption,
      .malformedPlace, .unknownPlace, .unknownField, .notAnAddress, .notAWebAddress, .dayPast, .dayAhead, .dayTooFar,
      .dayBeforeDeclaration, .roleNotLimited,
      .emptyFile, .fileTooLarge, .fileKind, .infectedFile, .notYourAddress, .notASIREN, .notASIRET,
      .otherSIREN, .numberTaken, .alreadyMember, .noRemark, .endBeforeStart, .notOneCommune, .notOnePlace, .noSuchFile,
      .notAPhoneNumber, .notAsked, .notReopenable, .notAnHour, .mustBeOnPaper, .noSuchDossier,
      .notRewritten, .hourSkipped, .beforeClosing, .beforeNotice, .notOfOutcome, .conditionsMet, .unchanged:
      false
    }
  }
}
