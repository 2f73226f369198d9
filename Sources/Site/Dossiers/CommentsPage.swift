package import Domain

/// The remarks on a dossier, among those who write it.
package struct CommentsPage: PageModel {
  package static let template = "Dossiers/comments"

  let title: String
  let dossierHref: String
  let threads: [Thread]
  let isEmpty: Bool
  let filter: LinkItem
  let form: [NewRemark]
  let errors: [String]
  let hasErrors: Bool
  let pager: Pager

  struct Thread: Sendable {
    let elementID: String
    let about: String
    let aboutHref: String
    let remarks: [Remark]
    let isResolved: Bool
    let actions: [Actions]
  }

  struct Remark: Sendable {
    let author: String
    let at: String
    let lines: [String]
  }

  struct Actions: Sendable {
    let answerAction: String
    let resolveAction: String
    let csrf: String
    let thread: String
    let fieldID: String
    let label: String
    let resolveLabel: String
  }

  struct NewRemark: Sendable {
    let action: String
    let csrf: String
    let about: String
    let section: String
    let path: String
    let text: String
    let people: [FieldItem.Option]
    let hasPeople: Bool
  }

  /// - Parameters:
  ///   - place: the section and the value on which a new remark is to be written; nil for none.
  ///   - text: what was typed and not taken.
  package init(
    _ collective: CollectiveFile, _ page: Page<DossierComment>, isOpen: Bool, place: (section: String, path: String)?,
    text: String = "", findings: [Finding] = [], csrf: String, mayRemark: Bool, in wording: Wording
  ) {
    let (file, words) = (collective.file, wording.catalogue)
    let id = file.dossier.id
    let here = wording.path(.comments(id))
    title = file.dossier.title
    dossierHref = wording.path(.dossier(id))
    let now = AnswerLeaves(file.dossier.answers)
    let answers = Dictionary(grouping: page.items.filter { $0.thread != nil }) { $0.thread }
    threads = page.items.filter { $0.thread == nil }.map { first in
      let about = CommentsPage.about(first.section, first.path, file, now, wording)
      let actions = Actions(
        answerAction: here, resolveAction: wording.path(.commentEnd(id)), csrf: csrf, thread: "\(first.id)",
        fieldID: "reponse-\(first.id)", label: words("answerTo", about), resolveLabel: words("resolveRemark", about))
      return Thread(
        elementID: "remarque-\(first.id)", about: about,
        aboutHref: wording.path(.section(id, first.section))
          + (first.path.isEmpty ? "" : "#" + CommentsPage.elementID(first.path, now)),
        remarks: ([first] + (answers[first.id] ?? [])).map { Remark($0, in: wording) },
        isResolved: first.resolvedAt != nil, actions: mayRemark && first.resolvedAt == nil ? [actions] : [])
    }
    isEmpty = threads.isEmpty
    filter =
      isOpen
      ? LinkItem(href: address(here, [("toutes", "1")]), label: words("allRemarks"))
      : LinkItem(href: here, label: words("openRemarks"))
    let people = collective.members.map(\.person) + (collective.lead.map { [$0] } ?? [])
    form =
      mayRemark
      ? place.map { place in
        [
          NewRemark(
            action: here, csrf: csrf, about: CommentsPage.about(place.section, place.path, file, now, wording),
            section: place.section, path: place.path, text: text,
            people: people.map {
              FieldItem.Option(
                fieldName: "mention", optionID: "mention-\($0.id)", value: "\($0.id)", label: $0.name, isSelected: false
              )
            }, hasPeople: people.count > 1)
        ]
      } ?? [] : []
    errors = findings.map(wording.finding)
    hasErrors = !errors.isEmpty
    pager = Pager(page, in: wording) { address(here, [("toutes", isOpen ? nil : "1"), ("page", "\($0)")]) }
  }

  private static func about(
    _ section: String, _ path: String, _ file: DossierFile, _ now: AnswerLeaves, _ wording: Wording
  ) -> String {
    let title = file.procedure.section(section)?.title[wording.language] ?? section
    return path.isEmpty ? title : "\(title), \(file.procedure.label(ofLeaf: path, now: now, in: wording))"
  }

  /// The element of a value on the page of its section, items by their place today.
  private static func elementID(_ leaf: String, _ now: AnswerLeaves) -> String {
    var (steps, path): ([String], String) = ([], "")
    for (place, step) in leaf.split(separator: "/").map(String.init).enumerated() {
      if place.isMultiple(of: 2) {
        steps.append(step)
      } else {
        steps.append("\(now.values["\(path)/#"]?.texts.firstIndex(of: step) ?? 0)")
      }
      path += path.isEmpty ? step : "/\(step)"
    }
    return FieldItem.htmlID(steps.joined(separator: "."))
  }
}

extension CommentsPage.Remark {
  init(_ comment: DossierComment, in wording: Wording) {
    author = comment.author?.name ?? wording.catalogue("somebody")
    at = wording.moment(comment.createdAt)
    lines = comment.body.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).map(String.init)
  }
}
