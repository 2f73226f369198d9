/// Small facts that the program keeps about itself.
package struct SettingRecords {
  private let transaction: any Transaction

  package init(_ transaction: any Transaction) { self.transaction = transaction }

  package func value(_ name: String) throws -> String? {
    try transaction.row("SELECT value FROM settings WHERE name = \(name)")?.text("value")
  }

  package func set(_ name: String, to value: String) throws {
    try transaction.execute(
      """
      INSERT INTO settings (name, value) VALUES (\(name), \(value))
      ON CONFLICT (name) DO UPDATE SET value = excluded.value
      """)
  }

  /// The number that rises with every change that the public can see.
  package func publishedVersion() throws -> Int {
    try value("published-version").flatMap { Int($0) } ?? 0
  }

  /// Raised in the transaction of the change, so that no page outlives what it shows.
  package func raisePublishedVersion() throws {
    try set("published-version", to: String(publishedVersion() + 1))
  }
}
