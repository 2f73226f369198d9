package import Domain
package import Foundation

/// A wave in a list.
package struct WaveCard: Sendable {
  let name: String
  let call: String
  let href: String
  let dates: String
  let phase: String
  let isOpen: Bool
  let isExample: Bool
  let startHref: String
  let formHref: String
  let closes: String
  let closing: [ClosingItem]
  let checkHref: [String]
  let questionsHref: String
  let note: [String]

  /// - Parameter hasSelfCheck: whether people may check beforehand whether they are ready.
  package init(_ wave: Wave, hasSelfCheck: Bool = false, at moment: Date, in wording: Wording) {
    let phase = wave.phase(at: moment)
    name = wave.name[wording.language]
    call = wave.call[wording.language]
    href = wording.path(.wave(wave.slug))
    let opening = wording.day(Day(wave.opensAt))
    dates =
      wave.isPermanent
      ? wording.catalogue("opensForGood", opening)
      : wording.catalogue("opensCloses", opening, wording.closing(wave.closesAt))
    note = wave.note.map { [$0[wording.language]] } ?? []
    self.phase = wording.catalogue("phase_\(phase.rawValue)")
    isOpen = phase == .open
    isExample = wave.isExample
    startHref = wording.path(.startDossier(wave: wave.slug))
    formHref = wording.path(.blankForm(wave: wave.slug))
    closes = wording.closing(of: wave)
    closing = wave.isPermanent ? [] : [ClosingItem(wave.closesAt, in: wording)]
    checkHref = hasSelfCheck ? [wording.path(.selfCheck(wave.slug))] : []
    questionsHref = wording.path(.callQuestions(wave.slug))
  }
}

/// The calls and their waves, with what one must know before one starts.
package struct CallsPage: PageModel {
  package static let template = "Calls/calls"

  let open: [WaveCard]
  /// The calls that stay open.
  let standing: [WaveCard]
  let hasStanding: Bool
  let others: [WaveCard]
  let hasOpen: Bool
  let csrf: [String]
  let signInHref: String
  let isSignedOut: Bool
  let mayNotStart: Bool

  /// - Parameters:
  ///   - selfChecks: the waves for which people may check beforehand whether they are ready.
  ///   - csrf: the token of somebody who is signed in and may start a dossier.
  ///   - isSignedIn: also somebody who may not.
  package init(
    _ waves: [Wave], selfChecks: Set<Slug> = [], at moment: Date, csrf: String?, isSignedIn: Bool = false,
    in wording: Wording
  ) {
    func cards(_ waves: [Wave]) -> [WaveCard] {
      waves.map { WaveCard($0, hasSelfCheck: selfChecks.contains($0.slug), at: moment, in: wording) }
    }
    let taking = waves.filter { $0.phase(at: moment) == .open }
    open = cards(taking.filter { !$0.isPermanent })
    standing = cards(taking.filter(\.isPermanent))
    hasStanding = !standing.isEmpty
    others = cards(waves.filter { $0.phase(at: moment) != .open })
    hasOpen = !open.isEmpty
    self.csrf = csrf.map { [$0] } ?? []
    signInHref = wording.path(.signIn)
    mayNotStart = isSignedIn && csrf == nil
    isSignedOut = !isSignedIn && csrf == nil
  }
}
