/// An organisation as somebody typed it, or as a line of a file has it: all text, nothing checked.
package struct OrganisationEntry: Hashable, Sendable {
  package var name = ""
  package var siren = ""
  package var siret = ""
  package var form = ""
  package var kinds: [String] = []
  package var municipality = ""
  package var website = ""

  package init() {}

  package init(_ card: OrganisationCard) {
    name = card.name
    switch card.number {
    case .siren(let siren): self.siren = siren.value
    case .siret(let siret): self.siret = siret.value
    case nil: break
    }
    form = card.form.rawValue
    kinds = card.kinds.map(\.rawValue)
    municipality = card.municipality ?? ""
    website = card.website ?? ""
  }

  /// What it says, or all that is wrong with it.
  ///
  /// - Parameter municipalityCode: the code of today for what was typed, by code or name; nil when no commune, or more
  ///   than one, is meant.
  package func card(municipalityCode: (String) -> String?) -> Result<OrganisationCard, OrganisationEntryFault> {
    var findings: [Finding] = []
    func found(_ field: String, _ problem: Finding.Problem) { findings.append(Finding(field: field, problem: problem)) }

    let name = name.trimmed
    if name.isEmpty { found("name", .missing) }
    if name.count > OrganisationCard.longestName {
      found("name", .tooLong(length: name.count, maximum: OrganisationCard.longestName))
    }
    let form = LegalForm(rawValue: form)
    if form == nil { found("form", self.form.isEmpty ? .missing : .unknownOption(self.form)) }
    var kinds: Set<ActorKind> = []
    for text in self.kinds {
      if let kind = ActorKind(rawValue: text) { kinds.insert(kind) } else { found("kinds", .unknownOption(text)) }
    }
    let place = municipality.trimmed
    let code = place.isEmpty ? nil : municipalityCode(place)
    if code == nil, !place.isEmpty { found("municipality", .unknownPlace(place)) }
    let address = website.trimmed
    if !address.isEmpty, !OrganisationEntry.isWebAddress(address) { found("website", .notAWebAddress) }
    let number = number(found)

    guard let form, findings.isEmpty else { return .failure(OrganisationEntryFault(findings: findings)) }
    return .success(
      OrganisationCard(
        name: name, number: number, form: form, kinds: kinds, municipality: code,
        website: address.isEmpty ? nil : address))
  }

  private func number(_ found: (String, Finding.Problem) -> Void) -> RegisterNumber? {
    let (unit, establishment) = (siren.trimmed, siret.trimmed)
    let siren = SIREN(unit)
    if siren == nil, !unit.isEmpty { found("siren", .notASIREN) }
    guard !establishment.isEmpty else { return siren.map { .siren($0) } }
    guard let siret = SIRET(establishment) else {
      found("siret", .notASIRET)
      return nil
    }
    if let siren, siret.siren != siren { found("siret", .otherSIREN(siren.value)) }
    return .siret(siret)
  }

  private static func isWebAddress(_ text: String) -> Bool {
    let bytes = text.utf8
    guard bytes.count <= 300, let start = ["https://", "http://"].first(where: text.hasPrefix) else { return false }
    let dot = UInt8(ascii: ".")
    let host = bytes.dropFirst(start.utf8.count).prefix { !"/?#".utf8.contains($0) }
    return host.contains(dot) && host.first != dot && host.last != dot
      && bytes.allSatisfy { $0 > 32 && $0 != 127 && $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "<") }
  }
}

/// All that is wrong with an entry.
package struct OrganisationEntryFault: Error, Hashable, Sendable {
  package let findings: [Finding]
}
