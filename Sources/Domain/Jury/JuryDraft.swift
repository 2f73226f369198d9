package import Foundation

/// The plan of a session as somebody typed it.
package struct JuryDraft: Hashable, Sendable {
  package var title: String
  package var place: String
  package var day: String
  /// Of Europe/Paris.
  package var hour: String
  /// One of `quorums`.
  package var quorum: String
  package var base: String
  package var majority: String
  package var hasCastingVote: Bool
  package var ballot: String
  package var president: String
  package var members: Set<String>
  package var secretaries: Set<String>

  package init(
    title: String = "", place: String = "", day: String = "", hour: String = "", quorum: String = "1/2+",
    base: String = JuryRule.usual.quorum.base.rawValue, majority: String = JuryRule.usual.majority.rawValue,
    hasCastingVote: Bool = JuryRule.usual.hasCastingVote, ballot: String = JuryRule.usual.ballot.rawValue,
    president: String = "", members: Set<String> = [], secretaries: Set<String> = []
  ) {
    self.title = title
    self.place = place
    self.day = day
    self.hour = hour
    self.quorum = quorum
    self.base = base
    self.majority = majority
    self.hasCastingVote = hasCastingVote
    self.ballot = ballot
    self.president = president
    self.members = members
    self.secretaries = secretaries
  }

  /// The plan of a session as it stands.
  package init(_ session: JurySession, day: String, hour: String) {
    let quorum = session.rule.quorum
    self.init(
      title: session.title, place: session.place, day: day, hour: hour,
      quorum: "\(quorum.part)/\(quorum.whole)" + (quorum.isStrict ? "+" : ""), base: quorum.base.rawValue,
      majority: session.rule.majority.rawValue, hasCastingVote: session.rule.hasCastingVote,
      ballot: session.rule.ballot.rawValue, president: session.president.map { "\($0.person)" } ?? "",
      members: Set(session.members.filter { $0.part == .member }.map { "\($0.person)" }),
      secretaries: Set(session.members.filter { $0.part == .secretary }.map { "\($0.person)" }))
  }

  /// What can be chosen as a quorum: a part of the members, with `+` more than it.
  package static let quorums = ["1/2+", "1/2", "2/3", "3/4", "1/1"]

  package struct Checked: Hashable, Sendable {
    package let title: String
    package let place: String
    package let plannedAt: Date
    package let rule: JuryRule
    package let members: [JuryMember]
  }

  /// - Parameters:
  ///   - jurors: who may sit with a vote, in the wave.
  ///   - instructors: who may be secretary.
  /// - Throws: `Refusal.invalid` with what does not fit, at the field.
  package func checked(jurors: Set<ID<Person>>, instructors: Set<ID<Person>>) throws(Refusal) -> Checked {
    var findings: [Finding] = []
    if title.withoutTurns.trimmed.isEmpty { findings.append(Finding(field: "title", problem: .missing)) }
    for (field, text) in [("title", title), ("place", place)] where text.count > JuryItem.longestTitle {
      findings.append(
        Finding(field: field, problem: .tooLong(length: text.count, maximum: JuryItem.longestTitle)))
    }
    let moment = moment(&findings)
    let seats = seats(jurors, instructors, &findings)
    guard let quorum = parsedQuorum, let majority = JuryRule.Majority(rawValue: majority),
      let ballot = JuryRule.Ballot(rawValue: ballot)
    else { throw .invalid(findings + [Finding(field: "quorum", problem: .missing)]) }
    guard findings.isEmpty, let moment else { throw .invalid(findings) }
    return Checked(
      title: title.withoutTurns.trimmed, place: place.withoutTurns.trimmed, plannedAt: moment,
      rule: JuryRule(quorum: quorum, majority: majority, hasCastingVote: hasCastingVote, ballot: ballot),
      members: seats)
  }

  private func moment(_ findings: inout [Finding]) -> Date? {
    guard let day = Day(day) else {
      findings.append(Finding(field: "day", problem: day.trimmed.isEmpty ? .missing : .notADay))
      return nil
    }
    guard let moment = day.at(hour: hour) else {
      findings.append(Finding(field: "hour", problem: hour.trimmed.isEmpty ? .missing : .notAnHour))
      return nil
    }
    guard day.hasHour(hour) else {
      findings.append(Finding(field: "hour", problem: .hourSkipped))
      return nil
    }
    return moment
  }

  private var parsedQuorum: JuryRule.Quorum? {
    let parts = quorum.replacing("+", with: "").split(separator: "/").compactMap { Int($0) }
    guard JuryDraft.quorums.contains(quorum), parts.count == 2, let base = JuryRule.Quorum.Base(rawValue: base) else {
      return nil
    }
    return JuryRule.Quorum(part: parts[0], whole: parts[1], isStrict: quorum.hasSuffix("+"), base: base)
  }

  /// The president, the members, the secretaries, each once and each in their own order.
  private func seats(
    _ jurors: Set<ID<Person>>, _ instructors: Set<ID<Person>>, _ findings: inout [Finding]
  ) -> [JuryMember] {
    let chair = ID<Person>(president).flatMap { jurors.contains($0) ? $0 : nil }
    if chair == nil { findings.append(Finding(field: "president", problem: .missing)) }
    let others = Set(members.compactMap { ID<Person>($0) }).intersection(jurors).filter { $0 != chair }
    let voting = others.count + (chair == nil ? 0 : 1)
    if voting < JuryRule.leastPresent {
      findings.append(Finding(field: "members", problem: .tooFew(found: voting, required: JuryRule.leastPresent)))
    }
    if voting > JuryRule.mostMembers {
      findings.append(Finding(field: "members", problem: .tooMany(found: voting, maximum: JuryRule.mostMembers)))
    }
    // Nobody counts the votes that they cast.
    let clerks = Set(secretaries.compactMap { ID<Person>($0) }).intersection(instructors).filter {
      $0 != chair && !others.contains($0)
    }
    if clerks.isEmpty { findings.append(Finding(field: "secretaries", problem: .missing)) }
    func sorted(_ people: Set<ID<Person>>, as part: JuryMember.Part) -> [JuryMember] {
      people.sorted { $0.description < $1.description }.map { JuryMember(person: $0, part: part) }
    }
    return (chair.map { [JuryMember(person: $0, part: .president)] } ?? []) + sorted(others, as: .member)
      + sorted(clerks, as: .secretary)
  }
}
