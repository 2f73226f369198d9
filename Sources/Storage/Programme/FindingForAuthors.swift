package import Domain

extension Finding {
  /// The finding in the words of somebody who edits the file.
  package var forAuthors: (message: String, remedy: String) {
    switch problem {
    case .missing: ("nothing is written", "write an answer")
    case .tooLong(let length, let maximum): ("\(length) characters", "\(maximum) is the most")
    case .tooFew(let found, let required): ("\(found) items", "\(required) is the least")
    case .tooMany(let found, let maximum): ("\(found) items", "\(maximum) is the most")
    case .notANumber: ("not a number", "write digits, with a point before the decimals")
    case .notAWholeNumber: ("not a whole number", "write digits only")
    case .tooSmall(let minimum): ("too small", "\(minimum) is the least")
    case .tooLarge(let maximum): ("too large", "\(maximum) is the most")
    case .notADay: ("not a day", "write it as 2019-02-25")
    case .notAnAmount: ("not an amount of euros", "write it as 1234.50")
    case .unknownOption(let given): ("\"\(given)\" is not an option", "give one of the procedure's options")
    case .malformedPlace(let given):
      ("\"\(given)\" is not a place", "write commune:, epci:, departement: or region: and a code")
    case .unknownPlace(let given): ("there is no place \(given)", "give an official code of today")
    case .unknownField: ("the procedure has no such field", "remove it, or add it to the procedure")
    case .notAnAddress: ("not an e-mail address", "write it as name@domain")
    case .notAWebAddress: ("not the address of a page", "write it as https://domain/path")
    case .emptyFile, .fileTooLarge, .fileKind, .infectedFile: ("not a file to attach", "remove it")
    case .dayPast: ("a day that is past", "give a later one")
    case .dayAhead: ("a day that has not come", "give an earlier one")
    case .roleNotLimited: ("a role that holds everywhere", "leave out its limit")
    case .notASIREN: ("not a SIREN: nine digits that check", "copy it from the register")
    case .notASIRET: ("not a SIRET: fourteen digits that check", "copy it from the register")
    case .otherSIREN(let given): ("the SIRET is not one of the SIREN \(given)", "correct the one or the other")
    case .alreadyMember: ("the address of a member", "leave it out")
    case .numberTaken: ("the number is that of another", "leave one of them out")
    case .endBeforeStart: ("ends before it starts", "write the earlier day first")
    case .notOneCommune(let given): ("\"\(given)\" is not one commune", "write commune: and its code")
    case .noSuchFile: ("the dossier has no such file", "remove it")
    case .notAPhoneNumber: ("not a telephone number", "write digits, with + before a country")
    case .rule(let message, _): (message.en, "mend what the rule of the procedure says")
    case .notAsked: ("a field that was not asked for", "leave it as it was submitted")
    case .notReopenable: ("no draft of a closed wave", "give the number of one")
    case .notAnHour: ("not an hour", "write it as 17:00")
    case .notSigned(let name): ("\(name) has not signed", "have it signed")
    case .signedBefore(let name): ("\(name) signed an earlier version", "have it signed again")
    case .notRewritten: ("a draft that nobody rewrote", "rewrite it")
    case .hourSkipped: ("an hour that there is not", "give another hour")
    case .mustBeOnPaper: ("a signature for another's organisation", "record it as given on paper")
    case .noRemark(let maximum): ("no remark, or one over \(maximum) characters", "shorten it")
    case .noSuchDossier: ("no dossier has this reference", "copy it from its page")
    case .notASentence: ("a word or two", "write a sentence")
    case .notYourAddress: ("another address than that of the account", "write that of the account")
    }
  }
}
