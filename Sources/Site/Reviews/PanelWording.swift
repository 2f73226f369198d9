import Domain

extension Wording {
  func college(_ id: String?) -> String {
    guard let id else { return catalogue("noCollege") }
    return programme.colleges.first { $0.id == id }?.label[language] ?? id
  }

  func panelProblem(_ problem: PanelProblem) -> String { catalogue("panelProblem_\(problem.rawValue)") }

  /// Why this person: the parts add up to the points that stand before them.
  func reasons(_ affinity: Affinity) -> [String] {
    var reasons: [String] = []
    if affinity.sharedThemes.isEmpty {
      reasons.append(catalogue("affinityNoTheme"))
    } else {
      reasons.append(
        catalogue(
          "affinityThemes", affinity.sharedThemes.map(theme).joined(separator: ", "), points(affinity.themePoints)))
    }
    if affinity.textPoints > 0 {
      var words = affinity.words.map { catalogue("affinityWord", $0.word, "\($0.points)") }
      if affinity.otherWordPoints > 0 { words.append(catalogue("affinityOtherWords", "\(affinity.otherWordPoints)")) }
      reasons.append(catalogue("affinityText", words.joined(separator: ", "), points(affinity.textPoints)))
    } else {
      reasons.append(catalogue("affinityNoText"))
    }
    if affinity.pastPoints > 0 { reasons.append(catalogue("affinityPast", points(affinity.pastPoints))) }
    return reasons
  }

  func points(_ number: Int) -> String { catalogue.count("points", number) }

  /// What the changes by hand cost in all.
  func loss(_ points: Int) -> String {
    points == 0 ? catalogue("panelNoLoss") : catalogue.count("panelLoss", points)
  }

  /// What is missing for a dossier, and why nobody takes the place.
  func shortage(_ line: PanelLine) -> [String] {
    guard let shortage = PanelShortage(line.board) else { return [] }
    var told: [String] = []
    if shortage.missing > 0 {
      let apart = PanelProblem.allCases.compactMap { problem in
        shortage.apart[problem].map { catalogue("panelApart_\(problem.rawValue)", "\($0)") }
      }
      var sentences = [catalogue.count("panelMissing", shortage.missing)]
      if !apart.isEmpty {
        sentences.append(
          catalogue("panelOfExperts", catalogue.count("panelExperts", shortage.experts), apart.joined(separator: ", ")))
      }
      if shortage.free > 0 {
        sentences.append(catalogue.count("panelStillFree", shortage.free))
      } else if apart.isEmpty {
        sentences.append(catalogue.count("panelNobodyLeft", shortage.experts))
      }
      told.append(sentences.joined(separator: " "))
    }
    for college in shortage.colleges {
      let key =
        college.free > 0 ? "panelCollegeFree" : college.full > 0 ? "panelCollegeFull" : "panelCollegeNobody"
      let able = max(college.free, college.full)
      told.append(
        catalogue(key, self.college(college.college), catalogue.count("panelExperts", able)))
    }
    if !line.unknownThemes.isEmpty {
      told.append(catalogue("panelUnknownThemes", line.unknownThemes.map(theme).joined(separator: ", ")))
    }
    return told
  }

  /// What a change costs, and how many dossiers the person has then.
  func cost(_ cost: PanelBoard.Cost) -> String {
    let loss =
      cost.loss > 0
      ? catalogue("panelCosts", points(cost.loss))
      : cost.loss < 0 ? catalogue("panelGains", points(-cost.loss)) : catalogue("panelCostsNothing")
    return catalogue("panelCostAndLoad", loss, "\(cost.load)", "\(cost.capacity)")
  }
}
