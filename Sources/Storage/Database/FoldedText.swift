/// Text without case or accents, the same on both engines: what a search by a piece of a word compares. Where words are
/// looked for in long texts, `FrenchText` and its index are right; this reads row by row.
enum FoldedText {
  private static let letters: [(String, String)] = [
    ("à", "a"), ("â", "a"), ("ä", "a"), ("á", "a"), ("ç", "c"), ("é", "e"), ("è", "e"), ("ê", "e"), ("ë", "e"),
    ("î", "i"), ("ï", "i"), ("í", "i"), ("ô", "o"), ("ö", "o"), ("ó", "o"), ("ù", "u"), ("û", "u"), ("ü", "u"),
    ("ú", "u"), ("ÿ", "y"), ("ñ", "n"), ("œ", "oe"), ("æ", "ae"), ("’", "'"),
  ]

  static func fold(_ text: String) -> String {
    letters.reduce(text.lowercased()) { $0.replacing($1.0, with: $1.1) }
  }

  /// How many replacements stand in one another: SQLite reads no deeper nest than some thirty.
  private static let depth = 12

  /// The ids of the rows whose text has all these words, anywhere in it.
  /// - Parameter rows: a query of `id` and `text`.
  static func ids(in rows: SQL, containing words: [String]) -> SQL {
    // Engines lower ASCII alone with certainty: capitals with accents are replaced too.
    let forms = letters.flatMap { letter, plain in Array(Set([letter, letter.uppercased()])).map { ($0, plain) } }
    var (query, stage): (SQL, Int) = ("WITH folded_0 AS (\(rows))", 0)
    for start in stride(from: 0, to: forms.count, by: depth) {
      let inner: SQL = start == 0 ? "LOWER(text)" : "text"
      let folded = forms[start..<min(start + depth, forms.count)].reduce(inner) { "REPLACE(\($0), \($1.0), \($1.1))" }
      query.append(", \(name(stage + 1)) AS (SELECT id, \(folded) AS text FROM \(name(stage)))")
      stage += 1
    }
    query.append(" SELECT id FROM \(name(stage)) WHERE 1 = 1")
    for word in words { query.append(" AND text LIKE \(pattern(word)) ESCAPE '!'") }
    return query
  }

  private static func name(_ stage: Int) -> SQL { SQL(stringLiteral: "folded_\(stage)") }

  /// A pattern for `LIKE … ESCAPE '!'` that finds a word anywhere.
  private static func pattern(_ word: String) -> String {
    "%" + fold(word).map { "%_!".contains($0) ? "!\($0)" : "\($0)" }.joined() + "%"
  }
}
