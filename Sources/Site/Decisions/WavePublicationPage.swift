package import Domain
import Foundation

/// Where the service sets the hour at which all decisions of a wave become public.
package struct WavePublicationPage: PageModel {
  package static let template = "Decisions/publication"

  let title: String
  let isExample: Bool
  let queueHref: String
  let action: String
  let closing: String
  let csrf: String
  let errors: [LinkItem]
  let hasErrors: Bool
  let isSaved: Bool
  let status: String
  let zones: [String]
  let hasZones: Bool
  let ready: [String]
  let missing: [MissingItem]
  let hasMissing: Bool
  let bound: Bool
  /// The version of the hour that can be taken back.
  let cancel: [String]
  /// Of example data: that its call can be closed now.
  let closable: Bool
  let form: [HourForm]

  struct MissingItem: Sendable {
    let href: String
    let label: String
    let why: String
  }

  struct HourForm: Sendable {
    let version: String
    let inputs: [DecisionField]
    let button: String
  }

  package init(
    _ file: WavePublicationFile, typed: WavePublication.Draft? = nil, refusal: Refusal? = nil, isSaved: Bool = false,
    csrf: String, in wording: Wording
  ) {
    let words = wording.catalogue
    title = file.wave.name[wording.language]
    isExample = file.wave.isExample
    queueHref = wording.path(.queue)
    action = wording.path(.wavePublication(file.wave.slug))
    closing = wording.closing(of: file.wave)
    self.csrf = csrf
    self.isSaved = isSaved
    errors = wording.problems(refusal) { words("publication_\($0)") }
    hasErrors = !errors.isEmpty
    let publication = file.standing
    if let done = publication?.doneAt {
      status = words("publicationDone", wording.moment(done))
    } else if let hour = publication?.at {
      status = words("publicationSetFor", wording.moment(hour))
    } else {
      status = words("publicationNotSet")
    }
    zones = publication.map { wording.zones(of: $0.at) } ?? []
    hasZones = !zones.isEmpty
    ready = file.isReaderBound ? [] : [words.count("decisionsReady", file.ready)]
    missing = file.missing.map {
      MissingItem(
        href: wording.path(.examination($0.dossier)), label: "\($0.reference) · \($0.title)",
        why: $0.isUnsigned
          ? words("unsigned") : $0.state == .decided ? words("decidedByBound") : wording.state($0.state))
    }
    hasMissing = !missing.isEmpty
    bound = file.isReaderBound
    let isOver = publication.map { $0.isOver(at: file.moment) } ?? false
    closable = file.wave.isExample && file.wave.phase(at: file.moment) == .open && !file.isReaderBound
    cancel = isOver || file.isReaderBound ? [] : publication.map { ["\($0.version)"] } ?? []
    let draft = typed ?? publication.map { WavePublicationPage.draft($0.at) } ?? WavePublication.Draft()
    let findings = wording.findings(refusal)
    form =
      isOver || file.isReaderBound
      ? []
      : [
        HourForm(
          version: "\(file.publication?.version ?? 0)",
          inputs: [
            DecisionField("day", words("publication_day"), draft.day, help: words("dayFormat"), findings, in: wording),
            DecisionField(
              "hour", words("publication_hour"), draft.hour, help: words("publicationHourFormat"), findings, in: wording
            ),
          ], button: words(publication == nil ? "setPublication" : "movePublication"))
      ]
  }

  private static func draft(_ moment: Date) -> WavePublication.Draft {
    let day = Day(moment)
    func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    let (hour, minute) = Wording.clock(moment, Day.parisZone)
    return WavePublication.Draft(
      day: "\(two(day.day))/\(two(day.month))/\(day.year)", hour: "\(two(hour)):\(two(minute))")
  }
}

extension Wording {
  fileprivate static func clock(_ moment: Date, _ zone: TimeZone) -> (Int, Int) {
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = zone
    let parts = calendar.dateComponents([.hour, .minute], from: moment)
    return (parts.hour ?? 0, parts.minute ?? 0)
  }

  /// The same moment in universal time, and where in France the clock shows another hour than in Paris.
  func zones(of moment: Date) -> [String] {
    func line(_ place: String, _ day: Day, _ hour: Int, _ minute: Int) -> String {
      catalogue("closesOverseas", place, self.day(day), "\(hour)", minute < 10 ? "0\(minute)" : "\(minute)")
    }
    let (hour, minute) = Wording.clock(moment, .gmt)
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = .gmt
    let parts = calendar.dateComponents([.year, .month, .day], from: moment)
    let day = Day(year: parts.year ?? 1, month: parts.month ?? 1, day: parts.day ?? 1) ?? Day(moment)
    return [line(catalogue("universalTime"), day, hour, minute)]
      + OverseasTime.allCases.map { place in
        let clock = place.clock(at: moment)
        return line(catalogue("overseas_\(place.rawValue)"), clock.day, clock.hour, clock.minute)
      }
  }
}
