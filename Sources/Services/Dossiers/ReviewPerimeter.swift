package import Domain
import Storage

extension Operations {
  /// The territories that hold the label and have communes in common with places, those with the most first. Public.
  package func territories(
    overlapping municipalities: [String]
  ) async throws -> [PerimeterOverlap<TerritorySummary>] {
    var shared: [TerritorySummary: Int] = [:]
    for code in municipalities {
      for territory in try await territories(holding: code) where !territory.label.isEnded {
        shared[territory, default: 0] += 1
      }
    }
    return shared.map { PerimeterOverlap(owner: $0.key, municipalities: $0.value) }
      .sorted { ($1.municipalities, $0.owner.name) < ($0.municipalities, $1.owner.name) }
  }

  /// The other candidacies of the wave that have communes in common with a submitted dossier: for those who examine.
  ///
  /// Codes of earlier years lead to the communes of today, so that a merger moves a perimeter instead of hiding it.
  package func candidacies(
    overlapping id: ID<Dossier>, for principal: Principal
  ) async throws -> [PerimeterOverlap<OverlappingDossier>] {
    try await database.read { transaction in
      let dossier = try DossierRecords(transaction).find(id)
      try principal.require(.readDossier, on: dossier)
      // Who applies does not hear of others who apply.
      guard !dossier.isFiled(by: principal), principal.may(.readQueue, on: .any, in: dossier.wave) else { return [] }
      let records = PerimeterRecords(transaction)
      guard let own = try records.find(id)?.municipalities(in: gazetteer), !own.isEmpty else { return [] }
      return try records.others(than: id, in: dossier.wave, for: principal.person).compactMap { other, perimeter in
        let shared = own.intersection(perimeter.municipalities(in: gazetteer)).count
        return shared == 0 ? nil : PerimeterOverlap(owner: other, municipalities: shared)
      }
      .sorted { ($1.municipalities, $0.owner.reference) < ($0.municipalities, $1.owner.reference) }
    }
  }

  /// Keeps the perimeter that a dossier is submitted with, and the year of its codes.
  func keepPerimeter(of dossier: Dossier, _ procedure: Procedure, in transaction: any Transaction) throws {
    guard let field = procedure.fields.first(where: { $0.kind == .perimeter && $0.isAsked(dossier.answers) }) else {
      return
    }
    let codes = dossier.answers.list(field.id).compactMap { PlaceCode($0) }
    try PerimeterRecords(transaction).keep(Perimeter(codes: codes, year: Gazetteer.year), of: dossier)
  }
}
