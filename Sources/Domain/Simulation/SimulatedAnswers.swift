/// Writes the form of a simulated candidacy: what its fields ask for, in sentences that say of themselves that they are
/// examples. Better candidacies say more, and with figures. A field that is not known here gets the least that its kind
/// takes, so that a changed form is still filled.
package struct SimulatedAnswers {
  private let candidacy: SimulatedCandidacy
  private let year: Int

  /// - Parameter year: the year in which its plan begins.
  package init(_ candidacy: SimulatedCandidacy, year: Int) {
    self.candidacy = candidacy
    self.year = year
  }

  package func whole(_ procedure: Procedure) -> Answers { fill(procedure.fields, under: "", at: []) }

  /// What somebody had written when they first saved: its first half.
  package func begun(_ procedure: Procedure) -> Answers {
    let fields = procedure.sections.prefix(max(1, procedure.sections.count / 2)).flatMap(\.fields)
    return fill(fields, under: "", at: [])
  }

  private func fill(_ fields: [Field], under path: String, at places: [Int]) -> Answers {
    var answers = Answers()
    for field in fields where field.isAsked(answers) {
      answers[field.id] = answer(to: field, path + field.id, places)
    }
    return answers
  }

  private func answer(to field: Field, _ path: String, _ places: [Int]) -> Answer {
    if let known = known(path, places), isOffered(known, by: field) { return known }
    switch field.kind {
    case .text(let length), .longText(let length):
      return .text(field.isRequired ? String(sentence(path, places).prefix(length)) : "")
    case .list(_, let minimum, _): return .list(Array(repeating: "Exemple", count: minimum))
    case .wholeNumber(let minimum, _): return .text(field.isRequired ? "\(minimum ?? 1)" : "")
    case .decimal(let minimum, _): return .text(field.isRequired ? minimum ?? "1" : "")
    case .money(let minimum, _): return .text(field.isRequired ? "\((minimum ?? 100_00) / 100)" : "")
    case .day: return .text("\(year + 2)-12-31")
    case .choice(let options):
      return .text(options.isEmpty ? "" : options[(candidacy.number + (places.last ?? 0)) % options.count].id)
    case .choices(let options, let minimum): return .list(options.prefix(max(1, minimum)).map(\.id))
    case .yesNo, .declaration: return .text("yes")
    case .perimeter: return .list([candidacy.place.municipality.description])
    case .period: return .list(["\(year)-01-01", "\(year + 2)-12-31"])
    case .commune: return .text(candidacy.place.municipality.code)
    case .organisation: return .list([candidacy.organisations[0].name, ""])
    case .person:
      let person = candidacy.organisations[0].person
      return .list([person.name, "Présidence (exemple)", person.address, "0199000000"])
    // A simulation has no files.
    case .attachment: return .text("")
    case .group(_, let fields, let minimum, let maximum):
      let count = min(maximum, count(path) ?? max(field.isRequired ? 1 : 0, minimum))
      return .group((0..<max(minimum, count)).map { fill(fields, under: path + ".", at: places + [$0]) })
    }
  }

  /// Whether a choice has the option: another programme offers others.
  private func isOffered(_ answer: Answer, by field: Field) -> Bool {
    guard case .choice(let options) = field.kind, case .text(let chosen) = answer else { return true }
    return chosen.isEmpty ? !field.isRequired : options.contains { $0.id == chosen }
  }

  private func count(_ path: String) -> Int? {
    switch path {
    case "organisations": candidacy.organisations.count
    case "signatories": candidacy.organisations.count { $0.signs }
    case "challenges": candidacy.themes.count
    case "challenges.objectives": isGood(1) ? 2 : 1
    case "axes": isGood(2) ? 3 : 2
    case "axes.actions": 2
    case "companies": isGood(4) ? 3 : 1
    default: nil
    }
  }

  private func isGood(_ criterion: Int) -> Bool { candidacy.qualities[criterion] > 0 }

  // MARK: Fields that the label's form has

  private func known(_ path: String, _ places: [Int]) -> Answer? {
    let place = places.last ?? 0
    func text(_ value: String) -> Answer { .text(value) }
    switch path {
    case "name": return text(candidacy.name)
    case "departments": return .list([candidacy.place.department])
    case "perimeter": return .list([candidacy.place.perimeter.description])
    case "aliases": return .list([])
    case "presentation":
      return text("\(candidacy.name) est un territoire inventé, qui sert d’exemple. " + sentence(path, places))
    case "organisations.name": return text(candidacy.organisations[place].name)
    case "organisations.role": return text(candidacy.organisations[place].role)
    case "organisations.kind": return text(candidacy.organisations[place].kind.rawValue)
    case "signatories.organisation": return text(signing[place].name)
    case "signatories.person": return text(signing[place].person.name)
    case "signatories.function": return text("Présidence (exemple)")
    case "nameIfNotLabelled": return text(candidacy.number.isMultiple(of: 2) ? "yes" : "no")
    case "firstYear", "axes.actions.startYear": return text("\(year)")
    case "lastYear", "axes.actions.endYear": return text("\(year + (isGood(2) ? 3 : 2))")
    case "axes.actions.owner": return text(candidacy.organisations[place % candidacy.organisations.count].name)
    case "companies.name": return text("Entreprise d’exemple \(place + 1) de \(candidacy.name)")
    case "companies.days": return text(isGood(4) ? "\(10 + 5 * place)" : "")
    case "priorityTerritories.name": return text("Quartier d’exemple de \(candidacy.name)")
    default: return challenge(path, places)
    }
  }

  private func challenge(_ path: String, _ places: [Int]) -> Answer? {
    guard path.hasPrefix("challenges."), let place = places.first else { return nil }
    let theme = candidacy.themes[place % candidacy.themes.count]
    let base = 100 + 20 * candidacy.number + 7 * place
    switch path {
    case "challenges.theme": return .text(theme.id)
    case "challenges.secondTheme", "challenges.lead", "challenges.summaryEn": return .text("")
    case "challenges.title": return .text("Défi d’exemple \(place + 1) : \(theme.name.fr)")
    case "challenges.objectives.statement":
      return .text("Passer de \(base) à \(base * 2) personnes accompagnées (objectif d’exemple).")
    case "challenges.objectives.indicator": return .text("Personnes accompagnées, \(theme.name.fr)")
    case "challenges.objectives.unit": return .text("personnes par an")
    case "challenges.objectives.baseline": return .text(isGood(1) ? "\(base)" : "")
    case "challenges.objectives.baselineAbsence":
      return .text(isGood(1) ? "" : "La première mesure aura lieu dans l’année (exemple).")
    case "challenges.objectives.target": return .text("\(base * 2)")
    case "challenges.objectives.targetDay": return .text("\(year + 2)-12-31")
    case "challenges.objectives.source": return .text("Enquête annuelle inventée pour l’exemple")
    default: return nil
    }
  }

  private var signing: [SimulatedCandidacy.Organisation] { candidacy.organisations.filter(\.signs) }

  /// One sentence for every step of quality, from a bank that the seed has nothing to do with: what is written follows
  /// from the candidacy alone.
  private func sentence(_ path: String, _ places: [Int]) -> String {
    let theme = candidacy.themes[(places.first ?? 0) % candidacy.themes.count].name.fr
    let figure = 40 + 13 * candidacy.number % 400 + 9 * (places.last ?? 0)
    let all = [
      "Texte d’exemple sur \(theme).",
      "Sur \(figure * 3) personnes interrogées (chiffre inventé), \(figure) disent manquer d’une solution près de chez elles.",
      "Les organisations de \(candidacy.name) se réunissent chaque mois et décident à une voix chacune.",
      "Un premier essai a concerné \(figure / 4) personnes ; ses résultats ont été discutés avec elles.",
    ]
    let length = min(all.count, max(1, Int((candidacy.quality * 1.2 + 2.5).rounded())))
    return all.prefix(length).joined(separator: " ")
  }
}
