package import Domain

/// All challenges, by theme.
package struct ChallengesPage: PageModel {
  package static let template = "Territories/challenges"

  let action: String
  let themes: [ChoiceOption]
  let count: String
  let groups: [Group]
  let pager: Pager

  struct Group: Sendable {
    let name: String
    let goals: String
    let count: String
    let challenges: [ChallengeItem]
  }

  /// - Parameter theme: the id of the theme that the list is narrowed to.
  package init(_ page: Page<ChallengeListing>, theme: String?, in wording: Wording) {
    action = wording.path(.challenges)
    themes = wording.programme.themes.map {
      ChoiceOption(value: $0.slug, label: $0.name[wording.language], isSelected: $0.id == theme)
    }
    count = wording.catalogue.count("challengeCount", page.total)
    let chosen = wording.programme.themes.filter { one in
      theme.map { $0 == one.id } ?? page.items.contains { $0.challenge.theme == one.id }
    }
    groups = chosen.map { one in
      let own = page.items.filter { theme != nil || $0.challenge.theme == one.id }
      let goals = ([one.mainGoal] + one.otherGoals).map(String.init).joined(separator: ", ")
      return Group(
        name: one.name[wording.language], goals: wording.catalogue("goals", goals),
        count: wording.catalogue.count("challengeCount", own.count),
        challenges: own.map { ChallengeItem($0, in: wording) })
    }
    let slug = theme.flatMap { wording.programme.theme($0)?.slug }
    pager = Pager(page, in: wording) { number in
      address(wording.path(.challenges), [("theme", slug), ("page", "\(number)")])
    }
  }
}
