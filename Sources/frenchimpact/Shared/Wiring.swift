import Crypto
import Domain
import Foundation
import Server
import Services
import Site
import Storage

/// Puts the parts together. This is the only place that knows the real clock, randomness and files.
enum Wiring {
  static let world = World(
    now: { Instant.whole(Date()) },
    newID: {
      var random = SystemRandomNumberGenerator()
      return timeOrderedUUID(at: Date(), random: &random)
    },
    newSecret: {
      SymmetricKey(size: .bits256).withUnsafeBytes { bytes in
        Data(bytes).base64EncodedString().replacing("+", with: "-").replacing("/", with: "_")
          .replacing("=", with: "")
      }
    })

  static func gazetteer(_ files: FileOptions) throws -> Gazetteer {
    do {
      return try ReferenceFiles(folder: files.referenceFolder).loadGazetteer()
    } catch let fault as ReferenceFiles.Fault {
      throw CommandFailure.unusable("\(fault)")
    }
  }

  /// - Parameter code: 1 where the check was what was asked for, else 2.
  static func programme(_ folder: URL, _ gazetteer: Gazetteer, code: Int32 = 2) throws -> ProgrammeData {
    switch ProgrammeFiles(folder: folder).read(knows: { gazetteer.name(of: $0) != nil }) {
    case .valid(let programme): return programme
    case .invalid(let problems):
      throw CommandFailure(
        message: problems.map(\.description).joined(separator: "\n")
          + "\n\(problems.count) problem(s) in \(folder.path)", code: code)
    }
  }

  /// Opens the database, makes it where there is none, and brings its schema up to date.
  static func database(_ files: FileOptions) async throws -> any Database {
    try await database(at: try files.databasePlace)
  }

  static func database(at place: DatabasePlace) async throws -> any Database {
    do {
      let database: any Database
      switch place {
      case .file(let path):
        let folder = URL(filePath: path).deletingLastPathComponent()
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        database = try SQLiteDatabase(path: path)
      case .address(let address): database = PostgreSQLDatabase(address: address)
      }
      try await Migrator(database: database, now: world.now).run()
      return database
    } catch let fault as StorageFault {
      throw CommandFailure.unusable("\(fault)")
    } catch is CocoaError {
      throw CommandFailure.unusable(
        "cannot make the folder of the database: name another with --data or DATA_DIR")
    }
  }

  /// The same operations as requests use them: they are told within seconds that the database does not answer.
  static func impatient(_ operations: Operations) -> Operations {
    guard let database = operations.database as? PostgreSQLDatabase else { return operations }
    return operations.with(database: database.with(patience: .request))
  }

  static func operations(_ files: FileOptions, renderer: Renderer? = nil) async throws -> Operations {
    let gazetteer = try gazetteer(files)
    let programme = try programme(files.programmeFolder, gazetteer)
    let renderer = try renderer ?? Renderer()
    let wordings = Deployment.wordings(renderer, programme.programme, gazetteer)
    let operations = Operations(
      database: try await database(files), world: world, gazetteer: gazetteer, programme: programme,
      files: ProgrammeFiles(folder: files.programmeFolder), letters: SiteLetters(renderer: renderer) { wordings[$0] })
    try await operations.refreshPublishedVersion()
    return operations
  }
}
