package import Domain

/// Where an applicant appeals to the administration against a decision, and where the service records an appeal that came
/// by post.
package struct AppealPage: PageModel {
  package static let template = "Decisions/appeal"

  let heading: String
  let title: String
  let reference: String
  let isExample: Bool
  let backHref: String
  let csrf: String
  /// The version of the dossier, where an appeal can be written.
  let form: [String]
  let unsaved: [DecisionReading]
  let hasUnsaved: Bool
  let received: [String]
  let action: String
  let errors: [LinkItem]
  let hasErrors: Bool
  let lead: String
  /// The ways of appeal, for the applicant.
  let appeal: [String]
  let inputs: [DecisionField]
  let button: String

  package init(
    _ file: AppealFile, typed: AppealDraft = AppealDraft(), refusal: Refusal? = nil, csrf: String, in wording: Wording
  ) {
    let (words, dossier, isFiled) = (wording.catalogue, file.dossier, file.isFiledByReader)
    heading = words(isFiled ? "writeAppeal" : "recordAppeal")
    title = dossier.title
    reference = dossier.reference
    isExample = file.wave.isExample
    backHref = wording.path(isFiled ? .dossier(dossier.id) : .examination(dossier.id))
    self.csrf = csrf
    form = file.appealedOn == nil ? ["\(dossier.version)"] : []
    received =
      file.appealedOn.map {
        [words("appealReceived", wording.day($0), wording.day(AppealClock.silence(appealedOn: $0)))]
      } ?? []
    action = wording.path(isFiled ? .appeal(dossier.id) : .appealRecord(dossier.id))
    func label(_ field: String) -> String {
      field == "receivedOn" ? words("appealReceivedOn") : words(isFiled ? "yourAppeal" : "appealGist")
    }
    errors = wording.problems(refusal, label: label)
    hasErrors = !errors.isEmpty
    lead = words(isFiled ? "writeAppealLead" : "recordAppealLead", wording.day(file.toldOn))
    appeal = isFiled ? [file.procedure.receipt.appeal[wording.language]] : []
    unsaved =
      file.appealedOn == nil ? [] : [DecisionReading(label("reasons"), typed.reasons)].filter { !$0.paragraphs.isEmpty }
    hasUnsaved = !unsaved.isEmpty
    let findings = wording.findings(refusal)
    let day = DecisionField(
      "receivedOn", label("receivedOn"), typed.receivedOn, help: words("dayFormat"), findings, in: wording)
    inputs =
      (isFiled ? [] : [day]) + [
        DecisionField("reasons", label("reasons"), typed.reasons, rows: 10, findings, in: wording)
      ]
    button = words(isFiled ? "sendAppeal" : "recordAppeal")
  }
}
