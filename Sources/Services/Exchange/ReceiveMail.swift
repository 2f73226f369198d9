package import Domain
import Foundation
import Storage

/// What became of a mail that came in.
package enum MailOutcome: Hashable, Sendable {
  case filed(ID<ExchangeMessage>)
  /// Nothing was done, and nobody is told: a program sent it, or nobody is written to by that address.
  case ignored(reason: String)
}

extension Operations {
  /// Files a mail as a message of the person and on the dossier that its address stands for.
  ///
  /// The address alone is not enough: the mail must come from the person's own address. Who has neither learns
  /// nothing, not even whether the address exists.
  ///
  /// - Parameter files: what came with it, in temporary places.
  /// - Throws: `Refusal` where the person is to be told: an empty text, a file that is not taken.
  package func receiveMail(
    _ mail: IncomingMail, files: [IncomingFile], scanner: (any FileScanner)?,
    address: @escaping @Sendable (ID<Dossier>, Language) -> String? = { _, _ in nil }
  ) async throws -> MailOutcome {
    guard !mail.isAutomatic else { return .ignored(reason: "a program sent it") }
    guard let token = mail.token, let sender = mail.sender else {
      return .ignored(reason: "it names no address of ours")
    }
    let now = world.now()
    let found = try await database.read { transaction -> (ID<Dossier>, Principal)? in
      guard let (dossier, id) = try ReplyAddressRecords(transaction).find(token),
        let person = try PersonRecords(transaction).find(id), person.email == sender
      else { return nil }
      return (dossier, Principal(person: id, held: try MandateRecords(transaction).held(by: id, at: now)))
    }
    guard let (dossier, principal) = found else { return .ignored(reason: "the address is not the sender's") }
    do {
      let sent = try await sendMessage(
        ReplyText.own(of: mail.text), files: files, on: dossier, scanner: scanner, by: principal, mail: mail.identity
      ) { address(dossier, $0) }
      return sent.map { .filed($0.id) } ?? .ignored(reason: "it came before")
    } catch Refusal.notFound {
      return .ignored(reason: "the sender has nothing to do with the dossier any more")
    } catch Refusal.notAllowed {
      return .ignored(reason: "the sender has nothing to do with the dossier any more")
    }
  }

  /// The address to which a person answers by mail about what a letter is about; nil for a letter about no dossier.
  func replyAddress(for message: OutboxMessage, at domain: String?) async throws -> String? {
    guard let domain, let person = message.person, let thread = message.thread, thread.hasPrefix("dossier:"),
      let id = ID<Dossier>(String(thread.dropFirst(8)))
    else { return nil }
    if let token = try await database.read({ try ReplyAddressRecords($0).token(of: person, on: id) }) {
      return ReplyAddress.address(token, at: domain)
    }
    let (token, now) = (ReplyAddress.token(from: world.newSecret()), world.now())
    return try await database.write { transaction in
      // Both may have gone since the letter was written.
      guard let still = try? DossierRecords(transaction).find(id), try PersonRecords(transaction).find(person) != nil
      else { return nil }
      let records = ReplyAddressRecords(transaction)
      if let known = try records.token(of: person, on: still.id) { return ReplyAddress.address(known, at: domain) }
      try records.insert(token, of: person, on: still.id, at: now)
      return ReplyAddress.address(token, at: domain)
    }
  }
}
