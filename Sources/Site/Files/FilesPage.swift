package import Domain

/// The files of a dossier: for its applicant, who adds and removes them, and for those who examine it.
package struct FilesPage: PageModel {
  package static let template = "Files/files"

  let title: String
  let backHref: String
  let csrf: String
  let items: [Item]
  let isEmpty: Bool
  let add: [AddForm]
  let message: [String]

  struct Item: Sendable {
    let href: String
    let name: String
    let facts: String
    let remove: [Removal]
  }

  struct Removal: Sendable {
    let action: String
    let label: String
  }

  struct AddForm: Sendable {
    let action: String
    let help: String
    let fieldError: [String]
  }

  /// - Parameters:
  ///   - mayChange: the reader is the applicant, and the answers can still be changed.
  ///   - refusal: why the last action was refused.
  package init(
    _ files: [Attachment], of dossier: Dossier, csrf: String, mayChange: Bool, isOwner: Bool, refusal: Refusal? = nil,
    in wording: Wording
  ) {
    title = dossier.title
    backHref = wording.path(isOwner ? .dossier(dossier.id) : .examination(dossier.id))
    self.csrf = csrf
    items = files.map { Item($0, mayChange: mayChange, in: wording) }
    isEmpty = files.isEmpty
    var findings: [Finding] = []
    if case .invalid(let found)? = refusal { findings = found }
    add =
      mayChange
      ? [
        AddForm(
          action: wording.path(.files(dossier.id)),
          help: wording.catalogue(
            "fileHelp", "\(Attachment.Limits.megabytes)", "\(Attachment.Limits.perDossier)"),
          fieldError: findings.map(wording.finding))
      ] : []
    message = refusal.map { [wording.refusal($0)] } ?? []
  }
}

extension FilesPage.Item {
  fileprivate init(_ file: Attachment, mayChange: Bool, in wording: Wording) {
    href = wording.path(.file(file.dossier, file.id))
    name = file.name
    facts = wording.catalogue(
      "fileFacts", file.type.endings[0].uppercased(), wording.size(file.size), wording.moment(file.addedAt))
    remove =
      mayChange
      ? [
        .init(
          action: wording.path(.fileRemoval(file.dossier, file.id)),
          label: wording.catalogue("removeItem", file.name))
      ] : []
  }
}

extension Wording {
  /// "12 ko", "1,4 Mo"; never zero.
  func size(_ bytes: Int) -> String {
    if bytes < 1_000_000 { return catalogue("sizeKilobytes", "\(max(1, bytes / 1000))") }
    return catalogue("sizeMegabytes", catalogue.grouped("\(bytes / 1_000_000).\(bytes % 1_000_000 / 100_000)"))
  }
}
