import Domain

/// Reads `calls/*.yaml`: a call that the program opens by itself.
struct CallReader {
  let procedures: [Procedure]
  let waves: [Slug]
  /// Whether every procedure could be read: else one that seems to be missing may only be broken.
  let knowsAll: Bool

  func call(_ source: YAMLSource) -> CallRecord? {
    source.allow("slug", "name", "procedure", "opens", "closes", "permanent", "example", "note")
    let procedure = source.text("procedure")
    if knowsAll, !procedure.isEmpty, !procedures.contains(where: { $0.id == procedure && !$0.isHistorical }) {
      let known = Set(procedures.filter { !$0.isHistorical }.map(\.id)).sorted()
      source.at("procedure").report(
        "procedure \"\(procedure)\" is not in procedures/", "give one of \(known.joined(separator: ", "))")
    }
    let opens = source.day("opens")
    let closes = closing(source, opens)
    let (name, note) = (source.localised("name"), source.optionalLocalised("note"))
    let isExample = source.flag("example", default: false)
    let text = source.addressable("slug")
    guard let slug = Slug(text) else { return nil }
    if source.file != "calls/\(slug).yaml" {
      source.at("slug").report("call \(slug) stands in another file", "name the file calls/\(slug).yaml")
    }
    if waves.contains(slug) {
      source.at("slug").report("a recorded wave is called \(slug) too", "give the call another slug")
    }
    return CallRecord(
      slug: slug, name: name, procedure: procedure, opensOn: opens, closesOn: closes, note: note, isExample: isExample)
  }

  /// A call closes on a day, or says that it never does: a day that was forgotten must not keep it open.
  private func closing(_ source: YAMLSource, _ opens: Day) -> Day? {
    let isPermanent = source.flag("permanent", default: false)
    guard let closes = source.optionalDay("closes") else {
      if !isPermanent { source.report("the call has no closing day", "add closes:, or permanent: true") }
      return nil
    }
    if isPermanent {
      source.at("closes").report("a permanent call has a closing day", "remove closes: or permanent:")
    } else if closes < opens {
      source.at("closes").report("the call closes before it opens", "exchange the two days")
    }
    return closes
  }
}
