import Documents
import Domain
import Foundation
import Hummingbird
import Services

/// The report of a published wave as a table, and the scores from which anybody can recount its ranking.
enum ReportAPI {
  static func add(to routes: APIRoutes) {
    routes.file("/data/waves/:slug/report.csv", contentType: "text/csv; charset=utf-8", download: "report.csv") {
      let (wave, report) = try await $0.operations.publishedReport(of: try slug($0))
      return Data(WaveReportTable.csv(wave, report).utf8)
    }
    routes.file("/data/waves/:slug/scores.json", contentType: "application/json", download: "scores.json") {
      Data((try await $0.operations.publishedScores(of: try slug($0)) + "\n").utf8)
    }
  }

  private static func slug(_ api: APIRequest) throws -> Slug {
    guard let slug = api.context.parameters.get("slug").flatMap({ Slug($0) }) else { throw Refusal.notFound }
    return slug
  }
}
