import Domain
import Storage

extension Operations {
  /// Puts a territory and its challenges into the search, in both languages of the site.
  func index(_ territory: Territory, in transaction: any Transaction) throws {
    for language in Language.allCases {
      try index(territory, in: language, transaction)
      for challenge in territory.profile.challenges {
        try index(challenge, of: territory, in: language, transaction)
      }
    }
  }

  private func index(_ territory: Territory, in language: Language, _ transaction: any Transaction) throws {
    let profile = territory.profile
    let presentation =
      switch language {
      case .french: profile.presentation
      case .english: profile.presentationEn ?? profile.presentation
      }
    let places =
      profile.perimeter.compactMap { gazetteer.name(of: $0) }
      + territory.regions.compactMap { gazetteer.name(of: PlaceCode(level: .region, code: $0)) }
    let figures = profile.figures.map { $0.measure[language] }
    let members = profile.collective.members.map(\.name)
    try SearchRecords(transaction).put(
      .territory, territory.slug.value, in: language,
      title: ([profile.name] + profile.aliases).joined(separator: " "),
      body: ([presentation] + places + members + figures).joined(separator: " "))
  }

  private func index(
    _ challenge: Challenge, of territory: Territory, in language: Language, _ transaction: any Transaction
  ) throws {
    let themes = [challenge.theme, challenge.secondTheme].compactMap { $0 }
      .compactMap { programme.programme.theme($0)?.name[language] }
    let summary =
      switch language {
      case .french: challenge.summary
      case .english: challenge.summaryEn ?? challenge.summary
      }
    try SearchRecords(transaction).put(
      .challenge, challenge.slug, in: language,
      title: [challenge.lead, challenge.title].compactMap { $0 }.joined(separator: " "),
      body: ([summary, territory.profile.name] + themes).joined(separator: " "))
  }
}
