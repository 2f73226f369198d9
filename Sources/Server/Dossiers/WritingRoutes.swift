import Domain
import Foundation
import Hummingbird
import Services
import Site

/// Fields that save themselves while somebody types, and what the others did meanwhile. Asked by the script of the page.
enum WritingRoutes {
  static func add(to routes: SiteRoutes) {
    routes.form(.autosave, requires: .editDossier, save)
  }

  @Sendable private static func save(_ site: SiteRequest, _ session: Session, _ form: Form) async throws -> Response {
    do {
      let id = try site.dossier()
      let operations = site.operations
      let part = site.context.parameters.get("section") ?? ""
      let names = ItemNames(operations, id)
      let written = try await operations.writeAnswers(
        of: id, version: Int(form.text("version")) ?? 0, at: (part, form.text("field")), by: session.principal
      ) { procedure, base, _ in
        guard let section = procedure.section(part) else { throw Refusal.notFound }
        let typed = SectionForm.answers(
          from: form.members, section: section, keeping: base, isWhole: false, naming: names.named)
        return operations.resolvingCommunes(in: typed, of: section.fields)
      }
      guard let section = written.procedure.section(part) else { throw Refusal.notFound }
      return .json(WritingAnswer(written, section, form, names, session, site.wording))
    } catch Refusal.notPossible {
      return .json(["message": site.wording.catalogue("dossierClosedText")], status: .conflict)
    } catch let refusal as Refusal {
      return .json(["message": site.wording.refusal(refusal)], status: refusal.status)
    }
  }
}

/// What the script is told.
private struct WritingAnswer: Encodable {
  let version: Int
  /// The identities of items that the page named itself, by that name.
  let identities: [String: String]
  let conflicts: [Conflict]
  let changes: [Change]
  /// Whether somebody else added, removed or moved items of this section.
  let isRearranged: Bool
  let present: [String]
  let savedAt: String

  struct Conflict: Encodable {
    let path: String
    let value: String?
    /// The same as its reader knows it.
    let shown: [String]
    let by: String
    /// The item around it was taken away: there is no other text, and nowhere to save one's own.
    let isGone: Bool
  }

  struct Change: Encodable {
    let path: String
    let values: [String]
    let by: String
  }

  init(
    _ written: WrittenAnswers, _ section: Procedure.Section, _ form: Form, _ names: ItemNames, _ session: Session,
    _ wording: Wording
  ) {
    version = written.dossier.version
    let own = Set(section.fields.map(\.id))
    var identities: [String: String] = [:]
    for member in form.members where member.name.hasSuffix(".#") {
      identities[member.value] = names.named(member.value)
    }
    self.identities = identities
    let gone = SectionForm.gone(in: form.members, among: written.dossier.answers, naming: names.named)
      .filter { own.contains(String($0.prefix { $0 != "/" })) }
    let told = Dictionary(written.conflicts.map { ($0.path, wording.savedBy($0)) }) { first, _ in first }
    conflicts =
      written.conflicts.filter { !gone.contains($0.path) }.map { conflict in
        Conflict(
          path: conflict.path, value: conflict.theirs.map(WritingAnswer.text),
          shown: AnswerHistoryPage.shown(conflict.theirs, at: conflict.path, written.procedure, in: wording),
          by: wording.savedBy(conflict), isGone: false)
      }
      + gone.map {
        Conflict(path: $0, value: nil, shown: [], by: told[$0] ?? wording.catalogue("somebody"), isGone: true)
      }
    let others = written.later.filter { $0.author != session.principal.person && own.contains($0.change.field) }
    isRearranged = others.contains { $0.change.isOrder }
    let saved = others.isEmpty ? nil : AnswerLeaves(written.dossier.answers)
    var seen: Set<String> = []
    // What was in an item that is gone does not empty the fields of who still writes in it.
    let shown = others.filter { !$0.change.isOrder && saved?.canUndo($0.change) == true }
    changes = shown.filter { seen.insert($0.change.path).inserted }.map { later in
      let value = saved?.values[later.change.path]
      return Change(
        path: later.change.path, values: value.map { $0.texts.isEmpty ? [WritingAnswer.text($0)] : $0.texts } ?? [""],
        by: later.author.flatMap { written.authors[$0]?.name } ?? wording.catalogue("somebody"))
    }
    present = written.present.map { wording.presence($0, written.procedure) }
    savedAt = wording.catalogue("savedAtTime", wording.time(written.dossier.updatedAt))
  }

  private static func text(_ value: JSONValue) -> String {
    if case .string(let text) = value { text } else { value.texts.joined(separator: "\n") }
  }
}

extension Response {
  /// JSON for the script of a page: nobody else's, never kept.
  static func json(_ value: some Encodable, status: HTTPResponse.Status = .ok) -> Response {
    let body = (try? JSONEncoder().encode(value)) ?? Data("{}".utf8)
    return Response(
      status: status, headers: [.contentType: "application/json; charset=utf-8", .cacheControl: "no-store"],
      body: ResponseBody(byteBuffer: ByteBuffer(bytes: body)))
  }
}
