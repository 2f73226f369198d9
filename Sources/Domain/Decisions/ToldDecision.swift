/// A decision with all that its letter says.
package struct ToldDecision: Sendable {
  package let dossier: Dossier
  package let wave: Wave
  package let procedure: Procedure
  package let decision: Decision
  package let deepening: Deepening?
  /// Whether scores took part in it: the letter must then say so (CRPA L311-3-1, domain R16).
  package let usesScores: Bool
  /// To whom its letter goes: the organisation that leads, then the person.
  package let addressee: [String]

  package init(
    dossier: Dossier, wave: Wave, procedure: Procedure, decision: Decision, deepening: Deepening? = nil,
    usesScores: Bool = false, addressee: [String] = []
  ) {
    self.dossier = dossier
    self.wave = wave
    self.procedure = procedure
    self.decision = decision
    self.deepening = deepening
    self.usesScores = usesScores
    self.addressee = addressee
  }
}
