/// A point on the globe, WGS 84, in degrees.
package struct Position: Hashable, Sendable {
  package let latitude: Double
  package let longitude: Double

  /// Nil when a value is not a finite number within the globe's range.
  package init?(latitude: Double, longitude: Double) {
    guard latitude.isFinite, longitude.isFinite, abs(latitude) <= 90, abs(longitude) <= 180 else {
      return nil
    }
    self.latitude = latitude
    self.longitude = longitude
  }
}
