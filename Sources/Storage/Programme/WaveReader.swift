import Domain
import Yams

/// Reads `waves/*.yaml`: a past wave, with the answers of its candidates.
struct WaveReader {
  let procedures: [Procedure]
  let knows: (PlaceCode) -> Bool

  func wave(_ source: YAMLSource) -> WaveRecord? {
    source.allow("id", "name", "procedure", "call", "calendar", "counts", "source", "steps", "territories")
    let key = procedureKey(source)
    let procedure = procedures.first { $0.id == key.id && $0.version == key.version }
    if procedure == nil {
      source.report(
        "procedure \(key.id) \(key.version) is not in procedures/",
        "give one of \(procedures.map { "\($0.id) \($0.version)" }.joined(separator: ", "))")
    }
    let calendar = source.required("calendar") ?? source
    calendar.allow(
      "openedOn", "closedOn", "decisionPromisedBy", "decidedOn", "publishedOn", "ceremonyOn")
    let call = source.required("call") ?? source
    call.allow("id", "name", "openedOn", "years", "note")
    let (openedOn, closedOn) = (calendar.day("openedOn"), calendar.day("closedOn"))
    if closedOn < openedOn { calendar.report("the wave closes before it opens", "exchange the two days") }
    let territories = candidates(source, procedure)
    guard let slug = Slug(source.text("id")) else {
      source.report("the id of a wave stands in its address", "use lower-case letters, digits and hyphens")
      return nil
    }
    if source.file != "waves/\(slug).yaml" {
      source.report("wave \(slug) stands in another file", "name the file waves/\(slug).yaml")
    }
    return WaveRecord(
      slug: slug, name: source.localised("name"), procedure: key, call: call.localised("name"),
      callNote: call.optionalLocalised("note"), openedOn: openedOn, closedOn: closedOn,
      decisionPromisedBy: calendar.optionalDay("decisionPromisedBy"),
      decidedOn: calendar.day("decidedOn"), publishedOn: calendar.day("publishedOn"),
      ceremonyOn: calendar.optionalDay("ceremonyOn"), stated: counts(source, of: territories.count),
      steps: source.list("steps").compactMap(step), territories: territories)
  }

  private func procedureKey(_ source: YAMLSource) -> ProcedureKey {
    let key = source.required("procedure")
    key?.allow("id", "version")
    return ProcedureKey(id: key?.text("id") ?? "", version: key?.text("version") ?? "")
  }

  private func counts(_ source: YAMLSource, of labelled: Int) -> Wave.StatedCounts {
    let counts = source.required("counts") ?? source
    counts.allow("received", "labelled", "deepening", "note")
    let stated = Wave.StatedCounts(
      received: counts.integer("received"), labelled: counts.integer("labelled"),
      deepening: counts.integer("deepening"), note: counts.localised("note"))
    if stated.labelled != labelled {
      counts.report(
        "\(stated.labelled) territories are said to be labelled, \(labelled) are listed",
        "make the two agree")
    }
    return stated
  }

  private func step(_ source: YAMLSource) -> WaveRecord.Step? {
    source.allow("step", "on", "certainty", "note")
    guard let event = source.choice("step", DossierEvent.self),
      let certainty = source.choice("certainty", WaveRecord.Certainty.self)
    else { return nil }
    return WaveRecord.Step(
      event: event, on: source.day("on"), certainty: certainty, note: source.optionalLocalised("note"))
  }

  private func candidates(_ source: YAMLSource, _ procedure: Procedure?) -> [WaveRecord.Candidate] {
    var seen: Set<Slug> = []
    return source.list("territories").compactMap { item in
      item.allow("slug", "answers")
      guard let answersSource = item.required("answers") else { return nil }
      let answers = answers(answersSource.node)
      for finding in procedure?.findings(in: answers, knows: knows) ?? [] {
        report(finding, in: answersSource)
      }
      guard let slug = Slug(item.text("slug")) else {
        item.report("the slug stands in an address", "use lower-case letters, digits and hyphens")
        return nil
      }
      if !seen.insert(slug).inserted { item.report("\(slug) stands twice", "give each its own slug") }
      return WaveRecord.Candidate(slug: slug, answers: answers)
    }
  }

  private func answers(_ node: Node) -> Answers {
    var answers = Answers()
    for (key, value) in node.mapping ?? [:] {
      guard let name = key.string else { continue }
      answers[name] = answer(value)
    }
    return answers
  }

  private func answer(_ node: Node) -> Answer {
    guard let sequence = node.sequence else { return .text(plainText(node)) }
    if sequence.contains(where: { $0.mapping != nil }) { return .group(sequence.map(answers)) }
    return .list(sequence.map(plainText))
  }

  /// A scalar as a form would send it: yes and no in the words of the form.
  private func plainText(_ node: Node) -> String {
    guard let scalar = node.scalar else { return "" }
    guard scalar.style == .plain else { return scalar.string }
    switch scalar.string {
    case "true": return "yes"
    case "false": return "no"
    case "null", "~": return ""
    case let text: return text
    }
  }

  /// Tells a finding at the line of the answer that it concerns, or of the nearest that is there.
  private func report(_ finding: Finding, in answers: YAMLSource) {
    var place = answers.node
    for step in finding.field.split(separator: ".").map(String.init) {
      if let index = Int(step), let sequence = place.sequence, sequence.indices.contains(index) {
        place = sequence[index]
      } else if let next = place.mapping?.first(where: { $0.key.scalar?.string == step })?.value {
        place = next
      } else {
        break
      }
    }
    let (message, remedy) = finding.forAuthors
    YAMLSource(node: place, file: answers.file, problems: answers.problems)
      .report("\(finding.field): \(message)", remedy)
  }
}
