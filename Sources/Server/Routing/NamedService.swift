package import ServiceLifecycle

/// A service that is called by the name of its type in the log.
///
/// The service group asks every service for its description when it is made. One without a description of its own
/// would be printed member by member, the gazetteer behind its operations included: seconds at each start.
package protocol NamedService: Service, CustomStringConvertible {}

extension NamedService {
  package var description: String { String(describing: Self.self) }
}
