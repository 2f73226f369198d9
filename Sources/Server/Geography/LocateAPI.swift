import Documents
import Domain
import Services

/// `/api/v1/locate`: a commune, and all the labelled territories that hold it.
enum LocateAPI {
  static func add(to routes: APIRoutes) {
    routes.json("/api/v1/locate") { api in
      let places = try await api.operations.locate(try query(api))
      let address = api.deployment.settings.publicAddress
      return LocationsDocument(
        items: places.map { LocationDocument($0.municipality, territories: $0.territories, at: address) })
    }
  }

  private struct LocationsDocument: Codable, Sendable {
    let items: [LocationDocument]
  }

  private static func query(_ api: APIRequest) throws -> PlaceQuery {
    let given = ["commune", "name", "postcode", "lat"].filter { api.query($0) != nil }
    guard given.count == 1, let one = given.first, let value = api.query(one) else {
      throw Problem.parameter(
        given.count > 1 ? given[1] : "commune",
        "Give exactly one of commune, name, postcode, or lat with lon.")
    }
    switch one {
    case "commune":
      guard (1...5).contains(value.count) else {
        throw Problem.parameter(
          "commune", "commune must be an Insee code of five characters, for instance 59512.")
      }
      return .code(value)
    case "name":
      guard (1...100).contains(value.trimmed.count) else {
        throw Problem.parameter("name", "name must have from 1 to 100 characters.")
      }
      return .name(value)
    case "postcode":
      guard value.count == 5, value.allSatisfy(\.isASCIIDigit) else {
        throw Problem.parameter("postcode", "postcode must have five digits, for instance 59100.")
      }
      return .postcode(value)
    default:
      guard let latitude = Double(value), let longitude = api.query("lon").flatMap({ Double($0) }),
        let position = Position(latitude: latitude, longitude: longitude)
      else {
        throw Problem.parameter("lat", "Give lat from -90 to 90 together with lon from -180 to 180.")
      }
      return .position(position)
    }
  }
}
