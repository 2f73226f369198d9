package import Domain
import Foundation

/// The minutes of a session, as far as one reader may see them: the same on a page and on paper.
struct MinutesText: Sendable {
  let title: String
  let wave: String
  let isExample: Bool
  let facts: [JuryPage.Fact]
  let members: [MemberLine]
  let items: [Item]
  let leftOut: [String]

  struct MemberLine: Sendable {
    let name: String
    let part: String
    let noted: [String]
  }

  struct Item: Sendable {
    let heading: String
    let reference: [String]
    let status: String
    let recused: [String]
    let putOff: [String]
    let results: [JuryResultItem]
  }

  init(_ minutes: JuryMinutes, in wording: Wording) {
    let (view, words) = (minutes.view, wording.catalogue)
    let session = view.session
    title = session.title
    wave = view.wave.name[wording.language]
    isExample = view.wave.isExample
    var facts = [JuryPage.Fact(label: words("juryField_day"), value: wording.moment(session.plannedAt))]
    if !session.place.isEmpty { facts.append(.init(label: words("juryField_place"), value: session.place)) }
    if let openedAt = session.openedAt {
      facts.append(.init(label: words("juryOpenedAt"), value: wording.moment(openedAt)))
    }
    if let closedAt = session.closedAt {
      facts.append(.init(label: words("juryClosedAt"), value: wording.moment(closedAt)))
    } else {
      facts.append(.init(label: words("juryClosedAt"), value: words("juryProvisional")))
    }
    facts.append(.init(label: words("juryRules"), value: JuryDeskPage.rule(session.rule, in: wording)))
    self.facts = facts
    members = session.members.map { member in
      let times = [
        member.arrivedAt.map { words("juryArrived", wording.hour($0)) },
        member.leftAt.map { words("juryLeft", wording.hour($0)) },
      ].compactMap { $0 }
      // Nobody counts whoever keeps the minutes: most note the others, and not themselves.
      let isUnnoted = member.part == .secretary && member.attendance == .expected
      let noted = ([words("juryAttendance_\(member.attendance.rawValue)")] + times).joined(separator: " · ")
      return MemberLine(
        name: wording.name(member.person, in: view), part: words("juryPart_\(member.part.rawValue)"),
        noted: isUnnoted ? [] : [noted])
    }
    items = view.items.map { shown in
      Item(
        heading: "\(shown.number). \(wording.subject(of: shown))",
        reference: shown.dossier.map { [$0.reference] } ?? [], status: JuryPage.status(shown, in: wording),
        recused: shown.item.results.isEmpty && !shown.room.recused.isEmpty
          ? [wording.names(shown.room.recused, in: view)] : [],
        putOff: shown.item.putOff, results: JuryResultItem.all(of: shown, in: view, wording))
    }
    leftOut = view.leftOut == 0 ? [] : [words.count("juryLeftOut", view.leftOut)]
  }
}

/// The minutes as a page of the site.
package struct MinutesPage: PageModel {
  package static let template = "Jury/minutes"

  let juryHref: String
  let text: MinutesText
  let fileHref: [String]
  let isMaking: Bool
  let mayOrder: Bool
  let orderAction: String
  let csrf: String

  /// Where the file stands.
  package enum File: Sendable {
    case none
    case making
    case made
  }

  package init(_ minutes: JuryMinutes, file: File, csrf: String, in wording: Wording) {
    let id = minutes.view.session.id
    juryHref = wording.path(.jury(id))
    text = MinutesText(minutes, in: wording)
    orderAction = wording.path(.juryMinutes(id))
    self.csrf = csrf
    switch file {
    case .none: (fileHref, isMaking, mayOrder) = ([], false, true)
    case .making: (fileHref, isMaking, mayOrder) = ([], true, false)
    case .made: (fileHref, isMaking, mayOrder) = ([wording.path(.juryMinutesFile(id))], false, false)
    }
  }
}

/// The minutes as a document of their own, to be printed and signed.
struct MinutesPrint: PageModel {
  static let template = "Jury/minutes-print"

  let language: String
  let made: String
  let text: MinutesText
  let signatures: [String]

  init(_ minutes: JuryMinutes, in wording: Wording) {
    let view = minutes.view
    language = wording.language.rawValue
    made = wording.catalogue("juryMinutesMade", wording.moment(minutes.madeAt))
    text = MinutesText(minutes, in: wording)
    signatures = view.session.members.filter { $0.part != .member }.map { member in
      wording.catalogue("juryPart_\(member.part.rawValue)") + wording.catalogue("colon")
        + wording.name(member.person, in: view)
    }
  }
}
