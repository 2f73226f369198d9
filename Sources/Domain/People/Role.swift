/// What somebody is in the programme. A person may have several roles.
package enum Role: String, CaseIterable, Codable, Sendable {
  case applicant
  case instructor
  case expert
  case jury
  case animator
  case deskAgent
  case correspondent
  case fundManager
  case company
  case evaluator
  case administrator
}
