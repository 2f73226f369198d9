import Domain
import Foundation

/// A request for complements as its applicant, or the service, reads it.
struct ComplementItem: Sendable {
  let title: String
  let due: String
  let isLate: Bool
  let fields: [Asked]

  struct Asked: Sendable {
    /// The field in its section; empty where it can only be read.
    let link: [LinkItem]
    let text: [String]
    let reason: String
    let isIndispensable: Bool
  }

  /// - Parameter isLinked: whether the reader may change the fields.
  init(_ request: ComplementRequest, _ file: DossierFile, isLinked: Bool, in wording: Wording) {
    let words = wording.catalogue
    title = words("complementsAsked", wording.day(Day(request.askedAt)))
    if let answeredAt = request.answeredAt {
      due = words("complementsCame", wording.moment(answeredAt))
    } else {
      due = words("complementsDue", wording.day(request.dueOn))
    }
    isLate = request.isLate(at: file.timing.moment)
    fields = request.items.map { item in
      let label = file.procedure.label(of: item.field, in: wording.language)
      let section = isLinked ? file.procedure.section(holding: item.field) : nil
      let href = section.map { wording.path(.section(file.dossier.id, $0.id)) + "#" + FieldItem.htmlID(item.field) }
      return Asked(
        link: href.map { [LinkItem(href: $0, label: label)] } ?? [], text: href == nil ? [label] : [],
        reason: item.reason, isIndispensable: item.isIndispensable)
    }
  }
}

extension Wording {
  /// What the legal clock says: by when silence decides, that it did, or that time stands still.
  func clock(_ clock: LegalClock, _ rule: SilenceRule, at moment: Date) -> String {
    switch clock {
    case .running(_, let silenceOn) where clock.isOverdue(on: Day(moment)):
      catalogue("clockOver_\(rule.effect.rawValue)", day(silenceOn))
    case .running(let from, let silenceOn):
      catalogue(
        "clockRunning", day(silenceOn), catalogue("silence_\(rule.effect.rawValue)"), day(from))
    case .standing(let since): catalogue("clockStanding", day(since))
    }
  }

  /// The same for a line of the queue.
  func clock(_ time: QueueTime) -> [(text: String, isAlert: Bool)] {
    var notes: [(text: String, isAlert: Bool)] = []
    switch time.clock {
    case .running(_, let silenceOn)?:
      notes.append((catalogue(time.isOverdue ? "queueOverdue" : "queueClock", day(silenceOn)), time.isOverdue))
    case .standing(let since)?: notes.append((catalogue("queueStanding", day(since)), false))
    case nil: break
    }
    if let dueOn = time.dueOn {
      notes.append((catalogue(time.isLate ? "queueLate" : "queueDue", day(dueOn)), time.isLate))
    }
    return notes
  }
}
