package import Domain

/// One section of a dossier, to be written.
package struct SectionPage: PageModel {
  package static let template = "Dossiers/section"

  let dossierTitle: String
  let dossierHref: String
  let action: String
  let csrf: String
  let version: String
  let title: String
  let intro: [String]
  let guidance: [String]
  let hasGuidance: Bool
  let position: String
  let isExample: Bool
  let fields: [FieldItem]
  let errors: [LinkItem]
  let hasErrors: Bool
  let message: [String]
  let isSaved: Bool
  let nextLabel: String
  let search: [PlaceSearch]
  let perimeter: [PerimeterPanel]
  /// What the service did not ask for: it can be read and not changed.
  let closed: [ReadingSection.Line]
  let hasClosed: Bool
  let hasConflicts: Bool
  /// What was typed into an item that somebody else removed meanwhile, or removed while somebody else wrote in it.
  let lostItems: [LostItem]
  let autosave: String
  let writer: String
  let present: [String]
  let hasPresent: Bool
  let savedText: String

  struct LostItem: Sendable {
    let label: String
    let by: String
    let lines: [String]
  }

  /// The search for places of a perimeter, and what it found.
  struct PlaceSearch: Sendable {
    let query: String
    let found: [Found]
    let foundNothing: Bool
  }

  struct Found: Sendable {
    let code: String
    let label: String
    /// The wider places that hold it.
    let wholes: [Whole]
  }

  struct Whole: Sendable {
    let wholeCode: String
    let wholeLabel: String
  }

  /// What a search for places found.
  package struct PlaceResults: Sendable {
    let query: String
    let places: [PlaceCode]
    /// The wider places that hold a commune among them, by its code.
    let wholes: [String: [PlaceCode]]

    package init(query: String, places: [PlaceCode], wholes: [String: [PlaceCode]] = [:]) {
      self.query = query
      self.places = places
      self.wholes = wholes
    }
  }

  /// - Parameters:
  ///   - answers: what to show: what was typed, saved or not.
  ///   - findings: what to tell at the fields.
  ///   - message: what the program has to say of the last action.
  ///   - context: what the page knows around the answers.
  package init(
    _ file: DossierFile, section: Procedure.Section, answers: Answers, findings: [Finding], csrf: String,
    isSaved: Bool = false, conflicts: [AnswerConflict] = [], present: [Presence] = [], message: String? = nil,
    results: PlaceResults? = nil, context: FieldContext = FieldContext(), in wording: Wording
  ) {
    let sections = file.procedure.sections.filter { section in
      section.fields.contains { file.timing.openFields.allows($0.id) }
    }
    let index = sections.firstIndex { $0.id == section.id } ?? 0
    dossierTitle = file.dossier.title
    dossierHref = wording.path(.dossier(file.dossier.id))
    action = wording.path(.section(file.dossier.id, section.id))
    self.csrf = csrf
    version = "\(file.dossier.version)"
    title = section.title[wording.language]
    intro = section.intro.map { [$0[wording.language]] } ?? []
    guidance = (section.guidance ?? []).map { $0[wording.language] }
    hasGuidance = !guidance.isEmpty
    position = wording.catalogue("sectionOf", "\(index + 1)", "\(sections.count)")
    isExample = file.wave.isExample
    let open = file.timing.openFields
    let remarks = wording.path(.comments(file.dossier.id))
    // Whoever writes alone has nobody to remark to.
    let isShared = !file.dossier.members.isEmpty || !file.openComments.isEmpty
    let notes = FieldNotes(
      conflicts: conflicts, comments: file.openComments, isCommented: file.isFiledByReader && isShared
    ) {
      address(remarks, [("section", section.id), ("champ", $0)]) + "#remarque"
    }
    var context = context
    context.filesPath = wording.path(.files(file.dossier.id))
    context.version = file.dossier.version
    context.page = wording.path(.section(file.dossier.id, section.id))
    context.addBalances(of: file.procedure, answers, in: wording)
    fields = section.fields.filter { open.allows($0.id) }.map { [context] in
      FieldItem(
        $0, of: file.procedure.fields, answer: answers[$0.id], at: $0.id, leaf: $0.id, findings: findings,
        notes: notes, context: context, in: wording)
    }
    closed = section.fields.filter { !open.allows($0.id) }
      .flatMap { ReadingSection.lines($0, file.dossier.answers[$0.id], in: wording) }
    hasClosed = !closed.isEmpty
    errors = findings.map { [context] finding in
      LinkItem(
        href: context.href(to: finding),
        label: file.procedure.label(of: finding.field, in: wording.language)
          + wording.catalogue("colon") + wording.finding(finding))
    }
    hasErrors = !findings.isEmpty
    self.message = message.map { [$0] } ?? []
    self.isSaved = isSaved && message == nil
    nextLabel = wording.catalogue(index + 1 < sections.count ? "saveAndContinue" : "saveAndReview")
    hasConflicts = !conflicts.isEmpty
    perimeter = context.perimeter.map { [PerimeterPanel($0, in: wording)] } ?? []
    // A wider place is offered once, beside the first commune that lies in it.
    var offered = Set(results?.places ?? [])
    let leaves = AnswerLeaves(answers)
    lostItems = conflicts.filter { !leaves.hasItems(of: $0.path) || $0.mine == nil }.map { conflict in
      let lines = (conflict.mine ?? conflict.theirs).map { value in
        if case .string(let text) = value { [text] } else { value.texts }
      }
      return LostItem(
        label: file.procedure.label(ofLeaf: conflict.path, in: wording),
        by: wording.catalogue(conflict.mine == nil ? "keptItem" : "removedItem", wording.savedBy(conflict)),
        lines: lines ?? [])
    }
    writer = context.writer
    autosave = wording.path(.autosave(file.dossier.id, section.id))
    self.present = present.map { wording.presence($0, file.procedure) }
    hasPresent = !present.isEmpty
    savedText = wording.catalogue("saved")
    let hasPerimeter = section.fields.contains { $0.kind == .perimeter && open.allows($0.id) }
    search =
      hasPerimeter
      ? [
        PlaceSearch(
          query: results?.query ?? "",
          found: (results?.places ?? []).map { place in
            let around = place.level == .municipality ? results?.wholes[place.code] ?? [] : []
            let fresh = around.filter { offered.insert($0).inserted }
            return Found(
              code: place.description, label: wording.chosenPlace(place),
              wholes: fresh.map { Whole(wholeCode: $0.description, wholeLabel: wording.chosenPlace($0)) })
          },
          foundNothing: results.map { $0.places.isEmpty } ?? false)
      ] : []
  }
}

extension Wording {
  /// "Camille (Périmètre)".
  package func presence(_ presence: Presence, _ procedure: Procedure) -> String {
    guard let section = procedure.section(presence.section) else { return presence.person.name }
    return catalogue("presentIn", presence.person.name, section.title[language])
  }
}
