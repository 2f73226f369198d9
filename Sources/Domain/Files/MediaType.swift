package import Foundation

/// The kinds of file that can be attached. What a file is, its content says; its name and what the browser claims
/// of it count for nothing. Whatever could run in a browser or an office program is none of them.
package enum MediaType: String, CaseIterable, Sendable {
  case pdf = "application/pdf"
  case png = "image/png"
  case jpeg = "image/jpeg"
  case webp = "image/webp"
  case odt = "application/vnd.oasis.opendocument.text"
  case ods = "application/vnd.oasis.opendocument.spreadsheet"
  case docx = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
  case xlsx = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
  case csv = "text/csv"
  case text = "text/plain"

  /// The endings of names of this kind, the usual one first.
  package var endings: [String] {
    switch self {
    case .pdf: ["pdf"]
    case .png: ["png"]
    case .jpeg: ["jpg", "jpeg"]
    case .webp: ["webp"]
    case .odt: ["odt"]
    case .ods: ["ods"]
    case .docx: ["docx"]
    case .xlsx: ["xlsx"]
    case .csv: ["csv"]
    case .text: ["txt", "md"]
    }
  }

  /// Nil for a content that is none of the kinds.
  /// - Parameter name: tells a table from other text; nothing else hangs on it.
  package init?(of content: Data, named name: String) {
    if let type = MediaType.signed(content) {
      self = type
    } else if content.starts(with: Array("PK".utf8)) {
      guard let type = ZipDirectory(content)?.mediaType else { return nil }
      self = type
    } else if PlainText.isPlain(content) {
      self = name.lowercased().hasSuffix(".csv") ? .csv : .text
    } else {
      return nil
    }
  }

  private static func signed(_ content: Data) -> MediaType? {
    let head = [UInt8](content.prefix(12))
    if head.starts(with: Array("%PDF-".utf8)) { return .pdf }
    if head.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) { return .png }
    if head.starts(with: [0xFF, 0xD8, 0xFF]) { return .jpeg }
    if head.count == 12, head.starts(with: Array("RIFF".utf8)), head[8...].elementsEqual(Array("WEBP".utf8)) {
      return .webp
    }
    return nil
  }
}

/// Text that nothing would run.
private enum PlainText {
  static func isPlain(_ content: Data) -> Bool {
    guard !content.contains(where: { ($0 < 32 && $0 != 9 && $0 != 10 && $0 != 13) || $0 == 127 }),
      String(validating: content, as: UTF8.self) != nil
    else { return false }
    let start = String(decoding: content.prefix(512), as: UTF8.self).drop { $0.isWhitespace || $0 == "\u{feff}" }
      .lowercased()
    // Markup of any kind, scripts of the shell, PostScript.
    return !["<", "#!", "%!", "{\\rtf"].contains { start.hasPrefix($0) }
      && !["<script", "<html", "<svg", "<!doctype", "<?php"].contains { start.contains($0) }
  }
}
