package import Domain

/// The report of a wave as a table: one figure on a line, with what it counts.
package enum WaveReportTable {
  package static func csv(_ wave: Wave, _ report: WaveReport) -> String {
    var table = CSV(header: ["vague", "exemple", "rubrique", "cle", "mesure", "valeur"])
    func add(_ part: String, _ key: String, _ measure: String, _ value: String) {
      table.append([wave.slug.value, wave.isExample ? "oui" : "non", part, key, measure, value])
    }
    for stage in WaveReport.Stage.allCases {
      add("etapes", stage.rawValue, "dossiers", "\(report.funnel[stage, default: 0])")
    }
    for outcome in report.outcomes { add("issues", outcome.outcome.rawValue, "dossiers", "\(outcome.count)") }
    add("issues", DossierState.inadmissible.rawValue, "dossiers", "\(report.inadmissible)")
    add("issues", DossierState.withdrawn.rawValue, "dossiers", "\(report.withdrawn)")
    for delay in report.delays {
      let key = delay.span.rawValue
      add("delais", key, "quartile_1_jours", "\(delay.days.lower)")
      add("delais", key, "mediane_jours", "\(delay.days.median)")
      add("delais", key, "quartile_3_jours", "\(delay.days.upper)")
      add("delais", key, "dossiers", "\(delay.days.count)")
    }
    if let legal = report.legal {
      add("silence", "\(legal.months)_mois", "dans_le_delai", "\(legal.inTime)")
      add("silence", "\(legal.months)_mois", "hors_delai", "\(legal.late)")
    }
    // A count that would tell of too few is left empty.
    for (part, groups) in [("regions", report.regions), ("themes", report.themes)] {
      for group in groups {
        add(part, group.key, "deposes", group.submitted.map { "\($0)" } ?? "")
        add(part, group.key, "labellises", "\(group.labelled)")
      }
    }
    if let agreement = report.agreement {
      add("accord", "evaluations", "nombre", "\(agreement.reviews)")
      add("accord", "dossiers", "nombre", "\(agreement.dossiers)")
      add("accord", "alpha", "krippendorff_ordinal", agreement.alpha.map { fixed($0) } ?? "")
      for (spread, count) in agreement.spreads.enumerated() { add("accord", "ecart_\(spread)", "lignes", "\(count)") }
    }
    return table.document
  }

  /// Three decimals, with a point.
  private static func fixed(_ value: Double) -> String {
    let thousandths = Int((abs(value) * 1000).rounded())
    let digits = String(thousandths % 1000)
    let sign = value < 0 && thousandths > 0 ? "-" : ""
    return "\(sign)\(thousandths / 1000)." + String(repeating: "0", count: 3 - digits.count) + digits
  }
}
