package import Domain

/// The addresses of reviews: those of whoever writes them, and those of the service.
package enum ReviewLink: Hashable, Sendable {
  case mine
  case review(ID<Dossier>)
  case answer(ID<Dossier>)
  case autosave(ID<Dossier>)
  case amendment(ID<Dossier>)
  case discard(ID<Dossier>)
  case print(ID<Dossier>)
  case file(ID<Dossier>, ID<Attachment>)
  case reconciliation(ID<Dossier>)
  case wave(Slug)
  case dossier(ID<Dossier>)
  case reviewers(ID<Dossier>)
  case reviewerEnd(ID<Dossier>)
  case questions(ID<Dossier>)

  var path: String {
    switch self {
    case .mine: "/evaluations"
    case .review(let id): "/evaluations/\(id)"
    case .answer(let id): "/evaluations/\(id)/reponse"
    case .autosave(let id): "/evaluations/\(id)/champs"
    case .amendment(let id): "/evaluations/\(id)/modification"
    case .discard(let id): "/evaluations/\(id)/renoncement"
    case .print(let id): "/evaluations/\(id)/impression"
    case .file(let id, let file): "/evaluations/\(id)/pieces/\(file)"
    case .reconciliation(let id): "/evaluations/\(id)/conciliation"
    case .wave(let slug): "/service/evaluations/\(slug)"
    case .dossier(let id): "/service/dossiers/\(id)/evaluations"
    case .reviewers(let id): "/service/dossiers/\(id)/evaluateurs"
    case .reviewerEnd(let id): "/service/dossiers/\(id)/evaluateurs/retrait"
    case .questions(let id): "/service/dossiers/\(id)/evaluations/questions"
    }
  }
}
