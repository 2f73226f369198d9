import ArgumentParser
import Domain
import Foundation
import Services

/// `frenchimpact locate Roubaix`: the commune, and all the territories that hold it, with how their labels stand.
struct Locate: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Finds a commune and all the territories that hold it, with how their labels stand.",
    discussion: """
      Give a name (accents, case and hyphens do not matter), an Insee code, a postcode or a position:
        frenchimpact locate Roubaix
        frenchimpact locate 59512
        frenchimpact locate --postcode 59100
        frenchimpact locate --lat 50.69 --lon 3.17
      """)

  @Argument(help: "The name or the Insee code of a commune.")
  var place: String?
  @Option(help: "A postcode, five digits.")
  var postcode: String?
  @Option(name: .customLong("lat"), parsing: .unconditional, help: "Latitude in degrees, with --lon.")
  var latitude: Double?
  @Option(name: .customLong("lon"), parsing: .unconditional, help: "Longitude in degrees, with --lat.")
  var longitude: Double?
  @OptionGroup var files: FileOptions

  func validate() throws { _ = try query() }

  func run() async throws {
    guard try files.hasDatabase else {
      throw CommandFailure.unusable(
        "there is no database at \(files.databasePath): start scripts/serve once, or name the folder with --data"
      )
    }
    let operations = try await Wiring.operations(files)
    let places: [LocatedPlace]
    do {
      places = try await operations.locate(try query())
    } catch Refusal.notFound {
      throw CommandFailure.unusable("no commune of France answers to that; check the spelling or the code")
    }
    for located in places { describe(located, in: operations.gazetteer) }
  }

  private func describe(_ located: LocatedPlace, in gazetteer: Gazetteer) {
    let commune = located.municipality
    let department = gazetteer.department(commune.department)?.name ?? commune.department
    print("\(commune.name) (\(commune.code)), \(department)")
    if located.territories.isEmpty { print("  in no labelled territory") }
    for territory in located.territories {
      let example = territory.isExample ? " [example]" : ""
      let label = "labelled on \(territory.labelledOn)\(Locate.note(territory.label))"
      print("  \(territory.name) (\(territory.slug)), \(label)\(example)")
    }
  }

  /// What there is to say of a label beside its day, where it does not simply hold.
  private static func note(_ label: PublicLabel) -> String {
    let day = label.endedOn.map { " on \($0)" } ?? ""
    switch label.state {
    case .valid: return ""
    case .suspended: return ", suspended"
    case .expired: return ", ended\(day)"
    case .withdrawn: return ", withdrawn\(day)"
    case .relinquished: return ", given up\(day)"
    }
  }

  private func query() throws -> PlaceQuery {
    let given = [place != nil, postcode != nil, latitude != nil || longitude != nil].filter { $0 }.count
    guard given == 1 else {
      throw ValidationError("give one of: a name or code, --postcode, or --lat with --lon")
    }
    if let postcode {
      guard postcode.count == 5, postcode.allSatisfy(\.isASCIIDigit) else {
        throw ValidationError("a postcode has five digits; \(postcode) has not")
      }
      return .postcode(postcode)
    }
    if let place { return PlaceQuery(text: place) }
    guard let latitude, let longitude, let position = Position(latitude: latitude, longitude: longitude)
    else {
      throw ValidationError("give --lat from -90 to 90 together with --lon from -180 to 180")
    }
    return .position(position)
  }
}
