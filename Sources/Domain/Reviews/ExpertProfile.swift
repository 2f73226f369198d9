/// What an expert says of what they know and for whom they speak. The programme has the colleges and themes to choose from.
package struct ExpertProfile: Hashable, Sendable {
  /// The one college that they speak for; nil until they say it.
  package let college: String?
  /// Where they live or work: the code of a région. Nil for whoever has none in France.
  package let region: String?
  /// Ids of themes.
  package let themes: [String]
  package let knowledge: String
  /// Rises with every change; 0 before the first.
  package let version: Int

  package init(college: String?, region: String?, themes: [String], knowledge: String, version: Int) {
    self.college = college
    self.region = region
    self.themes = themes
    self.knowledge = knowledge
    self.version = version
  }

  package static let empty = ExpertProfile(college: nil, region: nil, themes: [], knowledge: "", version: 0)
  package static let longestKnowledge = 4000
}

/// A profile as it was typed.
package struct ExpertProfileDraft: Hashable, Sendable {
  package var college = ""
  package var region = ""
  package var themes: [String] = []
  package var knowledge = ""
  /// How many dossiers, by wave, as typed.
  package var capacities: [ID<Wave>: String] = [:]
  /// The version that the form was drawn from.
  package var version = 0

  package init() {}

  package init(_ profile: ExpertProfile, capacities: [ID<Wave>: Int]) {
    college = profile.college ?? ""
    region = profile.region ?? ""
    themes = profile.themes
    knowledge = profile.knowledge
    version = profile.version
    self.capacities = capacities.mapValues { "\($0)" }
  }

  package func findings(in programme: Programme, knowsRegion: (String) -> Bool) -> [Finding] {
    var findings: [Finding] = []
    if college.isEmpty {
      findings.append(Finding(field: "college", problem: .missing))
    } else if !programme.colleges.contains(where: { $0.id == college }) {
      findings.append(Finding(field: "college", problem: .unknownOption(college)))
    }
    if !region.isEmpty, !knowsRegion(region) {
      findings.append(Finding(field: "region", problem: .unknownOption(region)))
    }
    if let unknown = themes.first(where: { programme.theme($0) == nil }) {
      findings.append(Finding(field: "themes", problem: .unknownOption(unknown)))
    }
    let length = knowledge.count
    if length > ExpertProfile.longestKnowledge {
      findings.append(
        Finding(field: "knowledge", problem: .tooLong(length: length, maximum: ExpertProfile.longestKnowledge)))
    }
    for (wave, text) in capacities.sorted(by: { "\($0.key)" < "\($1.key)" }) {
      if let problem = PanelMember.capacity(text).problem {
        findings.append(Finding(field: "capacity.\(wave)", problem: problem))
      }
    }
    return findings
  }

  /// Once it has no findings.
  package var profile: ExpertProfile {
    ExpertProfile(
      college: college.isEmpty ? nil : college, region: region.isEmpty ? nil : region,
      themes: Set(themes).sorted(), knowledge: knowledge.replacing("\r\n", with: "\n").trimmed, version: version)
  }
}

/// An expert of a wave.
package struct PanelMember: Hashable, Sendable {
  package let person: Person
  package let profile: ExpertProfile
  /// How many dossiers of the wave they take at most.
  package let capacity: Int
  /// Whether they or the service said so; else it is the usual one.
  package let isCapacityStated: Bool

  package init(person: Person, profile: ExpertProfile, capacity: Int?) {
    self.person = person
    self.profile = profile
    self.capacity = capacity ?? PanelMember.usualCapacity
    isCapacityStated = capacity != nil
  }

  /// Of whoever has not said how many dossiers they take.
  package static let usualCapacity = 5
  package static let largestCapacity = 100

  /// A capacity as typed.
  package static func capacity(_ text: String) -> (value: Int?, problem: Finding.Problem?) {
    let text = text.trimmed
    if text.isEmpty { return (nil, .missing) }
    guard let value = Int(text) else { return (nil, .notAWholeNumber) }
    if value < 0 { return (nil, .tooSmall(minimum: "0")) }
    if value > largestCapacity { return (nil, .tooLarge(maximum: "\(largestCapacity)")) }
    return (value, nil)
  }
}
