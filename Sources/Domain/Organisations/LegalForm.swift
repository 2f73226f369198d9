/// What an organisation is in law, as far as the social and solidarity economy asks (law n° 2014-856 of 31 July 2014,
/// article 1).
package enum LegalForm: String, CaseIterable, Codable, Sendable {
  /// Of the law of 1 July 1901, or of the local law of Bas-Rhin, Haut-Rhin and Moselle.
  case association
  case cooperative
  /// A mutual or a union of mutuals, or a mutual insurance company.
  case mutual
  case foundation
  /// A commercial company that meets the conditions of article 1, II, 2°.
  case socialEconomyCompany
  case company
  case publicBody
  /// People together without a legal person: a residents' collective.
  case informal
  case other

  /// Whether it belongs to the social and solidarity economy: article 1, II, 1° (by its form) and 2° (by its rules).
  package var isSocialEconomy: Bool {
    switch self {
    case .association, .cooperative, .mutual, .foundation, .socialEconomyCompany: true
    case .company, .publicBody, .informal, .other: false
    }
  }
}

/// What an organisation does in a territory, as the press kit of 25 February 2019 lists those who carry candidacies.
package enum ActorKind: String, CaseIterable, Codable, Sendable {
  case incubator
  case accelerator
  case publicAuthority
  /// A regional chamber of the social and solidarity economy.
  case regionalChamber
  /// A chamber of commerce and industry.
  case chamberOfCommerce
  case network
  case socialEnterprise
  case association
  case residentsCollective
  case university
  /// The kit's list ends with "etc.": funds, companies, schools.
  case other
}
