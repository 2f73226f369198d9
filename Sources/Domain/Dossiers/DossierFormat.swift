/// A dossier as JSON, as its applicant may know it: docs/dossier-format.md describes it.
package enum DossierFormat {
  package static let name = "french-impact/dossier"
  package static let version: Int64 = 1

  package static func json(_ file: DossierFile) -> JSONValue {
    let dossier = file.dossier
    return .object([
      "format": .string(name), "version": .integer(version), "reference": .string(dossier.reference),
      "call": .string(file.wave.slug.value),
      "procedure": .object(["id": .string(dossier.procedure.id), "version": .string(dossier.procedure.version)]),
      "title": .string(dossier.title), "state": .string(dossier.state.asKnownToApplicant.rawValue),
      "createdAt": .string(Instant.text(dossier.createdAt)), "answers": dossier.answers.json,
      "submissions": .array(
        file.submissions.map {
          .object([
            "number": .integer(Int64($0.number)), "submittedAt": .string(Instant.text($0.submittedAt)),
            "digest": .string($0.digest),
          ])
        }),
      "steps": .array(
        file.history.filter { !$0.event.isOfTheService }.map {
          .object([
            "event": .string($0.event.rawValue), "to": .string($0.to.rawValue), "at": .string(Instant.text($0.at)),
            "reasons": $0.reasons.map(JSONValue.string) ?? .null,
          ])
        }),
    ])
  }

  /// Reads the answers of such a document, for a draft under a procedure. Items lose their identities: they are
  /// other items.
  /// - Returns: every problem at once, each with its path; the answers count only where there is none.
  package static func read(
    _ json: JSONValue, for procedure: Procedure, knows: (PlaceCode) -> Bool
  ) -> (answers: Answers, problems: [DossierProblem]) {
    guard case .object(let members) = json, members["format"] == .string(name) else {
      return (Answers(), [DossierProblem(path: "format", problem: .unknownFormat)])
    }
    var problems: [DossierProblem] = []
    if members["version"] != .integer(version) {
      problems.append(DossierProblem(path: "version", problem: .unknownVersion))
    }
    if case .object(let key)? = members["procedure"], key["id"] != .string(procedure.id) {
      problems.append(DossierProblem(path: "procedure.id", problem: .otherProcedure(procedure.id)))
    }
    guard let written = members["answers"] else {
      return (Answers(), problems + [DossierProblem(path: "answers", problem: .missing)])
    }
    var answers = Answers()
    problems += shape(written, procedure.fields, at: "answers", into: &answers)
    problems += procedure.findings(in: answers, knows: knows).filter { !$0.problem.isAbsence }.map {
      DossierProblem(path: "answers." + $0.field, problem: .finding($0))
    }
    return (answers, problems)
  }

  private static func shape(
    _ json: JSONValue, _ fields: [Field], at path: String, into answers: inout Answers
  ) -> [DossierProblem] {
    guard case .object(let members) = json else { return [DossierProblem(path: path, problem: .notAnObject)] }
    var problems: [DossierProblem] = []
    for (name, value) in members.sorted(by: { $0.key < $1.key }) where name != "#" {
      let place = "\(path).\(name)"
      guard let field = fields.first(where: { $0.id == name }) else {
        problems.append(DossierProblem(path: place, problem: .finding(Finding(field: name, problem: .unknownField))))
        continue
      }
      if case .group(_, let inner, _, _) = field.kind {
        guard case .array(let items) = value else {
          problems.append(DossierProblem(path: place, problem: .notAList))
          continue
        }
        var parts: [Answers] = []
        for (index, item) in items.enumerated() {
          var part = Answers()
          problems += shape(item, inner, at: "\(place).\(index)", into: &part)
          parts.append(part)
        }
        answers[name] = .group(parts)
      } else if let answer = Answers(.object([name: value]))?[name] {
        answers[name] = answer
        if answer.items.contains(where: isControlling) {
          problems.append(DossierProblem(path: place, problem: .controlCharacter))
        }
      } else {
        problems.append(DossierProblem(path: place, problem: .notText))
      }
    }
    return problems
  }

  /// Characters that control a terminal or a printer have no place in an answer, and no database keeps a NUL.
  private static func isControlling(_ text: String) -> Bool {
    text.unicodeScalars.contains { $0.properties.generalCategory == .control && $0 != "\n" && $0 != "\t" }
  }
}

/// What is wrong in a file, and where.
package struct DossierProblem: Hashable, Sendable {
  package let path: String
  package let problem: Problem

  package enum Problem: Hashable, Sendable {
    case unknownFormat
    case unknownVersion
    case otherProcedure(String)
    case missing
    case notAnObject
    case notAList
    case notText
    case controlCharacter
    case finding(Finding)
  }
}

extension DossierState {
  /// A decision is told by its notice alone.
  fileprivate var asKnownToApplicant: DossierState { self == .deliberated || self == .decided ? .inReview : self }
}

extension DossierEvent {
  /// Whether the applicant hears of it only through what follows from it.
  fileprivate var isOfTheService: Bool { self == .deliberate || self == .decide }
}
