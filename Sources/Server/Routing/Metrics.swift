import Domain
import Synchronization

/// What the server counts of its requests, for Prometheus.
final class Metrics: Sendable {
  /// The upper bounds of the histogram, in seconds.
  static let bounds: [Double] = [0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]

  struct Route: Hashable {
    let route: String
    let method: String
  }

  struct Durations {
    /// How many requests took at most each bound; the last one counts all.
    var buckets = [Int](repeating: 0, count: Metrics.bounds.count + 1)
    var sum = 0.0
    var statuses: [Int: Int] = [:]
  }

  private let routes = Mutex<[Route: Durations]>([:])

  /// - Parameter route: the pattern of the address, never the address.
  func count(route: String, method: String, status: Int, seconds: Double) {
    let bucket = Metrics.bounds.firstIndex { seconds <= $0 } ?? Metrics.bounds.count
    routes.withLock { routes in
      let key = Route(route: route, method: method)
      routes[key, default: Durations()].buckets[bucket] += 1
      routes[key, default: Durations()].sum += seconds
      routes[key, default: Durations()].statuses[status / 100, default: 0] += 1
    }
  }

  var all: [(Route, Durations)] {
    routes.withLock { $0.map { ($0.key, $0.value) } }
      .sorted { ($0.0.route, $0.0.method) < ($1.0.route, $1.0.method) }
  }
}

/// A page of metrics in the text format of Prometheus, version 0.0.4.
struct MetricsText {
  static let contentType = "text/plain; version=0.0.4; charset=utf-8"

  private(set) var text = ""

  /// One measure without labels.
  mutating func add(_ name: String, _ kind: String, _ help: String, _ value: Double) {
    head(name, kind, help)
    text += "\(name) \(MetricsText.number(value))\n"
  }

  mutating func add(_ metrics: Metrics) {
    let all = metrics.all
    head("frenchimpact_http_requests_total", "counter", "Requests answered, by route, method and class of status.")
    for (route, durations) in all {
      for (status, count) in durations.statuses.sorted(by: { $0.key < $1.key }) {
        text += "frenchimpact_http_requests_total{\(labels(route)),status=\"\(status)xx\"} \(count)\n"
      }
    }
    let name = "frenchimpact_http_request_duration_seconds"
    head(name, "histogram", "From the head of a request to that of its answer.")
    for (route, durations) in all {
      var total = 0
      for (index, count) in durations.buckets.enumerated() {
        total += count
        let bound = index < Metrics.bounds.count ? MetricsText.number(Metrics.bounds[index]) : "+Inf"
        text += "\(name)_bucket{\(labels(route)),le=\"\(bound)\"} \(total)\n"
      }
      text += "\(name)_sum{\(labels(route))} \(MetricsText.number(durations.sum))\n"
      text += "\(name)_count{\(labels(route))} \(total)\n"
    }
  }

  private mutating func head(_ name: String, _ kind: String, _ help: String) {
    text += "# HELP \(name) \(help)\n# TYPE \(name) \(kind)\n"
  }

  private func labels(_ route: Metrics.Route) -> String {
    "route=\"\(MetricsText.escaped(route.route))\",method=\"\(MetricsText.escaped(route.method))\""
  }

  private static func escaped(_ text: String) -> String {
    text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"").replacing("\n", with: "\\n")
  }

  /// A whole number without its ".0".
  private static func number(_ value: Double) -> String {
    value == value.rounded() && abs(value) < 1e15 ? "\(Int(value))" : "\(value)"
  }
}
