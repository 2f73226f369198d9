/// What a simulation asks of the database before it begins.
package struct SimulationRecords {
  private let transaction: any Transaction

  package init(_ transaction: any Transaction) { self.transaction = transaction }

  /// How many dossiers people filed in calls that are no examples. Those of old records belong to nobody.
  package func realCandidacies() throws -> Int {
    try transaction.count(
      """
      SELECT COUNT(*) AS count FROM dossiers JOIN waves ON waves.id = dossiers.wave_id
      WHERE waves.example = 0 AND dossiers.owner_id IS NOT NULL
      """)
  }
}
