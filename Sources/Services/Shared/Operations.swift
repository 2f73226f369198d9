package import Domain
package import Foundation
package import Storage

/// The operations of the program, one file each.
///
/// An operation opens a transaction, loads, checks the permission on what it just read, asks a rule of
/// `Domain` what follows, saves, and appends to the journal and the outbox: all of it, or nothing.
package struct Operations: Sendable {
  package let database: any Database
  package let world: World
  package let gazetteer: Gazetteer
  package let programme: ProgrammeData
  /// Where the programme's files lie, so that an administrator sees what they say now; nil where nobody told.
  package let files: ProgrammeFiles?
  package let letters: any LetterWriter
  /// Raised after each change that the public can see.
  package let publishedVersion: PublishedVersion
  package let locator: TerritoryLocator

  package init(
    database: any Database, world: World, gazetteer: Gazetteer, programme: ProgrammeData,
    files: ProgrammeFiles? = nil, letters: any LetterWriter, publishedVersion: PublishedVersion = PublishedVersion(),
    locator: TerritoryLocator = TerritoryLocator()
  ) {
    self.database = database
    self.world = world
    self.gazetteer = gazetteer
    self.programme = programme
    self.files = files
    self.letters = letters
    self.publishedVersion = publishedVersion
    self.locator = locator
  }

  /// The same operations at another moment: how a replay runs at the dates of its wave.
  package func at(_ moment: Date) -> Operations {
    Operations(
      database: database, world: world.at(moment), gazetteer: gazetteer, programme: programme, files: files,
      letters: letters, publishedVersion: publishedVersion, locator: locator)
  }

  /// The same operations on another way to the database.
  package func with(database: any Database) -> Operations {
    Operations(
      database: database, world: world, gazetteer: gazetteer, programme: programme, files: files,
      letters: letters, publishedVersion: publishedVersion, locator: locator)
  }

  func knows(_ place: PlaceCode) -> Bool { gazetteer.name(of: place) != nil }

  /// Puts a letter to the owner of a dossier into the outbox. A dossier that the program filed from an
  /// old record has nobody to write to.
  func post(_ letter: Letter, toOwnerOf dossier: Dossier, in transaction: any Transaction) throws {
    guard case .person(let id) = dossier.owner, let person = try PersonRecords(transaction).find(id) else {
      return
    }
    try post(letter, to: person, in: transaction)
  }

  /// Tells all who write a dossier what has to be written: its owner and the members who are writers.
  func post(_ letter: Letter, toWritersOf dossier: Dossier, in transaction: any Transaction) throws {
    try post(letter, toOwnerOf: dossier, in: transaction)
    for member in dossier.members where member.part == .writer {
      if let person = try PersonRecords(transaction).find(member.person) {
        try post(letter, to: person, in: transaction)
      }
    }
  }

  /// Puts a letter into the outbox; one that no procedure asks for goes as the person has chosen.
  func post(_ letter: Letter, to person: Person, in transaction: any Transaction) throws {
    let choice = letter.isProcedural ? .each : try PersonRecords(transaction).mailChoice(of: person.id)
    let message = try message(letter, to: person.email, person: person.id, in: person.language)
    switch choice {
    case .each: try OutboxRecords(transaction).append(message)
    case .daily:
      try OutboxRecords(transaction).append(message, state: .held, due: Digest.next(after: message.createdAt))
    case .none: break
    }
  }

  /// Puts a letter to an address that has no account into the outbox.
  func post(_ letter: Letter, to address: EmailAddress, in language: Language, _ transaction: any Transaction) throws {
    try OutboxRecords(transaction).append(try message(letter, to: address, person: nil, in: language))
  }

  /// - Parameter dossiers: those that it speaks of beside the letter's own: a digest does not know them.
  func message(
    _ letter: Letter, to address: EmailAddress, person: ID<Person>?, in language: Language,
    about dossiers: Set<ID<Dossier>> = []
  ) throws -> OutboxMessage {
    let (text, now) = (try letters.write(letter, in: language), world.now())
    return OutboxMessage(
      id: world.newIdentity(), kind: letter.kind, recipient: address.value, person: person, language: language,
      subject: text.subject, body: text.body, thread: letter.thread, dossiers: letter.dossiers.union(dossiers),
      isProcedural: letter.isProcedural, createdAt: now,
      expiresAt: letter.lifetime.map { now.addingTimeInterval($0) })
  }
}
