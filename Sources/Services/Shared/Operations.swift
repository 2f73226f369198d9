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
  package let letters: any LetterWriter
  /// Raised after each change that the public can see.
  package let publishedVersion: PublishedVersion
  package let locator: TerritoryLocator

  package init(
    database: any Database, world: World, gazetteer: Gazetteer, programme: ProgrammeData,
    letters: any LetterWriter, publishedVersion: PublishedVersion = PublishedVersion(),
    locator: TerritoryLocator = TerritoryLocator()
  ) {
    self.database = database
    self.world = world
    self.gazetteer = gazetteer
    self.programme = programme
    self.letters = letters
    self.publishedVersion = publishedVersion
    self.locator = locator
  }

  /// The same operations at another moment: how a replay runs at the dates of its wave.
  package func at(_ moment: Date) -> Operations {
    Operations(
      database: database, world: world.at(moment), gazetteer: gazetteer, programme: programme,
      letters: letters, publishedVersion: publishedVersion, locator: locator)
  }

  /// The same operations on another way to the database.
  package func with(database: any Database) -> Operations {
    Operations(
      database: database, world: world, gazetteer: gazetteer, programme: programme,
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

  func post(_ letter: Letter, to person: Person, in transaction: any Transaction) throws {
    let text = try letters.write(letter, in: person.language)
    try OutboxRecords(transaction).append(
      OutboxMessage(
        id: world.newIdentity(), kind: letter.kind, recipient: person.email, subject: text.subject,
        body: text.body, createdAt: world.now()))
  }
}
