package import Domain

/// Where the service reopens a draft after closing: the applicant names its reference, nothing of the draft is shown.
package struct ReopeningPage: PageModel {
  package static let template = "Dossiers/reopening"

  let action: String
  let csrf: String
  let queueHref: String
  let errors: [LinkItem]
  let hasErrors: Bool
  let done: [String]
  let inputs: [Input]

  struct Input: Sendable {
    let id: String
    let label: String
    let help: [String]
    let fieldError: [String]
    let value: String
    let describedBy: [String]
    let isLong: Bool
  }

  /// - Parameter done: the reference and the end of a reopening that was just made.
  package init(
    _ draft: ReopeningDraft, csrf: String, refusal: Refusal? = nil, done: (reference: String, Reopening)? = nil,
    in wording: Wording
  ) {
    let words = wording.catalogue
    var findings: [Finding] = []
    if case .invalid(let found)? = refusal { findings = found }
    action = wording.path(.reopening)
    self.csrf = csrf
    queueHref = wording.path(.queue)
    errors = findings.map {
      LinkItem(href: "#\($0.field)", label: words("reopening_\($0.field)") + words("colon") + wording.finding($0))
    }
    hasErrors = !findings.isEmpty
    self.done = done.map { [words("reopenedNow", $0.reference, wording.closing($0.1.until))] } ?? []
    let values = [
      ("reference", draft.reference), ("day", draft.day), ("hour", draft.hour), ("reason", draft.reason),
    ]
    inputs = values.map { id, value in
      let help = id == "day" ? words("dayFormat") : id == "hour" ? words("hourFormat") : nil
      let own = findings.filter { $0.field == id }.map(wording.finding)
      let describing = [help == nil ? nil : "\(id)-help", own.isEmpty ? nil : "\(id)-error"].compactMap { $0 }
      return Input(
        id: id, label: words("reopening_\(id)"), help: help.map { [$0] } ?? [], fieldError: own, value: value,
        describedBy: describing.isEmpty ? [] : [describing.joined(separator: " ")], isLong: id == "reason")
    }
  }
}
