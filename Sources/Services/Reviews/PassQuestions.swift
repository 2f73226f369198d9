package import Domain
import Foundation
import Storage

extension Operations {
  /// Passes questions of a reviewer on to the applicant, in the words of the service: nobody is named. Passed on once,
  /// they are not passed on again.
  ///
  /// - Parameters:
  ///   - number: of the sheet that asks.
  ///   - address: makes the address of the exchange, for the letter.
  package func passReviewQuestions(
    _ text: String, of number: Int, by person: ID<Person>, on id: ID<Dossier>, principal: Principal,
    address: @escaping @Sendable (Language) -> String?
  ) async throws {
    let now = world.now()
    let isFresh = try await database.read { transaction in
      let dossier = try desk(of: id, allowing: .readReviews, to: principal, in: transaction)
      try principal.require(.writeExchange, on: dossier)
      let versions = try ReviewSheetRecords(transaction).versions(of: id, by: person)
      guard let sheet = versions.first(where: { $0.number == number }) else { throw Refusal.notFound }
      return sheet.passedAt == nil
    }
    guard isFresh else { return }
    try await sendMessage(text, on: id, scanner: nil, by: principal, address: address)
    try await database.write { transaction in
      guard try ReviewSheetRecords(transaction).pass(number, of: id, by: person, at: now) else { return }
      try JournalRecords(transaction).append(
        "review.questionsPassed", on: "dossier:\(id)", by: principal.actor, at: now,
        change: ["person": .string("\(person)"), "number": .integer(Int64(number))])
    }
  }
}
