package import Domain
package import Foundation

/// The people of the programme and their roles, for administrators.
package struct PeoplePage: PageModel {
  package static let template = "People/people"

  let action: String
  let beginning: String
  let count: String
  let people: [Line]
  let isEmpty: Bool
  let pager: Pager
  let form: RoleForm
  let errors: [String]
  let hasErrors: Bool
  let email: String
  let emailError: [String]
  let personName: String

  struct Line: Sendable {
    let href: String
    let name: String
    let email: String
    let roles: [String]
  }

  /// - Parameters:
  ///   - findings: what is wrong with the form to appoint somebody new.
  ///   - entry: that form as it was typed.
  package init(
    _ page: Page<PersonFile>, beginning: String, waves: [Wave], at moment: Date, csrf: String,
    findings: [Finding] = [], entry: RoleEntry = RoleEntry(), in wording: Wording
  ) {
    action = wording.path(.people)
    self.beginning = beginning
    count = wording.catalogue.count("peopleCount", page.total)
    people = page.items.map { file in
      Line(
        href: wording.path(.person(file.person.id)), name: file.person.name, email: file.person.email.value,
        roles: file.mandates.filter { $0.isHeld(at: moment) }.map { wording.role($0.role) })
    }
    isEmpty = page.items.isEmpty
    pager = Pager(page, in: wording) { number in
      address(wording.path(.people), [("q", beginning), ("page", "\(number)")])
    }
    form = RoleForm(action: wording.path(.people), waves: waves, csrf: csrf, findings: findings, entry, in: wording)
    errors = findings.map(wording.finding)
    hasErrors = !findings.isEmpty
    email = entry.email
    emailError = findings.filter { $0.field == "email" }.map(wording.finding)
    personName = entry.name
  }
}

/// One person and all the roles that they were ever given.
package struct PersonPage: PageModel {
  package static let template = "People/person"

  let peopleHref: String
  let name: String
  let email: String
  let mandates: [Line]
  let hasMandates: Bool
  let form: RoleForm
  let errors: [String]
  let hasErrors: Bool

  struct Line: Sendable {
    let role: String
    let scope: String
    let since: String
    let until: [String]
    let ended: [String]
    let withdraw: [Withdrawal]
  }

  struct Withdrawal: Sendable {
    let action: String
    let csrf: String
    let number: Int
    let label: String
  }

  package init(
    _ file: PersonFile, waves: [Wave], at moment: Date, csrf: String, findings: [Finding] = [],
    message: String? = nil, entry: RoleEntry = RoleEntry(), in wording: Wording
  ) {
    peopleHref = wording.path(.people)
    name = file.person.name
    email = file.person.email.value
    let withdrawal = wording.path(.roleWithdrawal(file.person.id))
    mandates = file.mandates.map { mandate in
      let role = wording.role(mandate.role)
      return Line(
        role: role, scope: PersonPage.scope(mandate.scope, waves, wording), since: wording.moment(mandate.grantedAt),
        until: mandate.until.map { [wording.day($0)] } ?? [],
        ended: mandate.withdrawnAt.map { [wording.moment($0)] } ?? [],
        withdraw: mandate.isHeld(at: moment)
          ? [
            Withdrawal(
              action: withdrawal, csrf: csrf, number: mandate.number,
              label: wording.catalogue("withdrawRole", role))
          ] : [])
    }
    hasMandates = !mandates.isEmpty
    form = RoleForm(
      action: wording.path(.personRoles(file.person.id)), waves: waves, csrf: csrf, findings: findings, entry,
      in: wording)
    errors = findings.map(wording.finding) + (message.map { [$0] } ?? [])
    hasErrors = !errors.isEmpty
  }

  private static func scope(_ scope: Mandate.Scope, _ waves: [Wave], _ wording: Wording) -> String {
    switch scope {
    case .everywhere: wording.catalogue("everywhere")
    case .wave(let id): waves.first { $0.id == id }?.name[wording.language] ?? "\(id)"
    }
  }
}

/// What was typed to give a role.
package struct RoleEntry: Sendable {
  package let email: String
  package let name: String
  package let role: String
  package let scope: String
  package let until: String

  package init(email: String = "", name: String = "", role: String = "", scope: String = "", until: String = "") {
    self.email = email
    self.name = name
    self.role = role
    self.scope = scope
    self.until = until
  }
}

/// The fields of a role: which, where, until when.
struct RoleForm: Sendable {
  let action: String
  let csrf: String
  let roles: [ChoiceOption]
  let scopes: [ChoiceOption]
  let until: String
  let roleError: [String]
  let scopeError: [String]
  let untilError: [String]

  init(
    action: String, waves: [Wave], csrf: String, findings: [Finding], _ entry: RoleEntry, in wording: Wording
  ) {
    self.action = action
    self.csrf = csrf
    roles = Role.allCases.map {
      ChoiceOption(value: $0.rawValue, label: wording.role($0), isSelected: $0.rawValue == entry.role)
    }
    scopes = waves.map {
      let value = Mandate.Scope.wave($0.id).description
      return ChoiceOption(value: value, label: $0.name[wording.language], isSelected: value == entry.scope)
    }
    until = entry.until
    func error(_ field: String) -> [String] { findings.filter { $0.field == field }.map(wording.finding) }
    roleError = error("role")
    scopeError = error("scope")
    untilError = error("until")
  }
}
