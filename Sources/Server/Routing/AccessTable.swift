package import Domain
package import Hummingbird

/// Every route × every role, as the declarations and the policy have it: what `frenchimpact access` prints, what
/// docs/access.md holds, and what a test compares with the running routes.
package struct AccessTable: Sendable {
  private let declarations: [RouteDeclaration]

  package init(_ declarations: [RouteDeclaration]) { self.declarations = declarations }

  /// Whether a role may enter at all; the operation then asks again about the very thing.
  package static func mayEnter(_ role: Role, _ access: RouteAccess) -> Bool {
    switch access {
    case .everybody: true
    case .holders(let permission):
      Relation.allCases.contains { Policy.allows(permission, to: role, on: $0) }
    }
  }

  /// How many answers the table gives.
  package var size: Int { declarations.count * Role.allCases.count }

  /// The table in Markdown. English addresses are left out: they are the French ones under `/en`, with the same access.
  package var markdown: String {
    let roles = Role.allCases
    var lines = [
      "| route | needs | " + roles.map(\.rawValue).joined(separator: " | ") + " |",
      "| --- | --- |" + String(repeating: " :-: |", count: roles.count),
    ]
    for route in declarations where !route.pattern.hasPrefix("/en/") && route.pattern != "/en" {
      let name = route.pattern.hasPrefix("/assets/") ? "/assets/…" : route.pattern
      let marks = roles.map { AccessTable.mayEnter($0, route.access) ? "×" : " " }.joined(separator: " | ")
      lines.append("| `\(route.method) \(name)` | \(AccessTable.need(route.access)) | \(marks) |")
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private static func need(_ access: RouteAccess) -> String {
    switch access {
    case .everybody: "nothing"
    case .holders(let permission): permission.rawValue
    }
  }

  /// What is wrong with the access of a router: a route that nobody declared, two declarations of one route, a
  /// permission that nobody holds.
  package static func problems(of router: Router<AppContext>, _ declarations: [RouteDeclaration]) -> [String] {
    var problems: [String] = []
    var declared: Set<String> = []
    for route in declarations {
      let name = "\(route.method) \(anonymous(RouterPath(route.pattern).description))"
      if !declared.insert(name).inserted { problems.append("\(route.method) \(route.pattern) is declared twice") }
      if !Role.allCases.contains(where: { mayEnter($0, route.access) }) {
        problems.append("\(route.method) \(route.pattern) needs a permission that no role holds")
      }
    }
    for route in router.routes where route.method != .head {
      guard !declared.contains("\(route.method.rawValue) \(anonymous(route.path.description))") else { continue }
      problems.append("\(route) declares no access")
    }
    return problems
  }

  /// A path without the names of its parameters: two routes may name the same one differently.
  private static func anonymous(_ path: String) -> String {
    path.replacing(/\{[^}]*\}|:[^\/]+/, with: "{}")
  }
}

/// The server does not start while a route says nothing of who may use it.
package struct UndeclaredAccess: Error, CustomStringConvertible {
  package let problems: [String]
  package var description: String { problems.joined(separator: "; ") }
}
