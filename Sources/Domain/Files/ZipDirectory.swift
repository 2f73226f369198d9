import Foundation

/// The table of contents of a zip file: enough to tell an office document from any other archive. Nothing is unpacked.
struct ZipDirectory {
  private let names: Set<String>
  /// What an OpenDocument file says of itself in its first member, which is stored as it is.
  private let declared: String?

  /// Nil for what is no whole zip file.
  init?(_ content: Data) {
    let bytes = Bytes(content)
    // The end of the directory stands at the end, before a comment of at most 65,535 bytes.
    let lowest = max(0, bytes.count - 65_557)
    guard bytes.count > 22,
      let end = stride(from: bytes.count - 22, through: lowest, by: -1).first(where: { bytes.long($0) == 0x0605_4b50 }),
      let count = bytes.short(end + 10), let start = bytes.long(end + 16), count <= 10_000
    else { return nil }
    var names: Set<String> = []
    var place = start
    for _ in 0..<count {
      guard bytes.long(place) == 0x0201_4b50, let length = bytes.short(place + 28), let extra = bytes.short(place + 30),
        let comment = bytes.short(place + 32), let name = bytes.text(place + 46, length)
      else { return nil }
      names.insert(name)
      place += 46 + length + extra + comment
    }
    self.names = names
    declared = ZipDirectory.declaration(bytes)
  }

  private static func declaration(_ bytes: Bytes) -> String? {
    guard bytes.long(0) == 0x0403_4b50, bytes.short(8) == 0, let size = bytes.long(18), size < 200,
      let length = bytes.short(26), let extra = bytes.short(28), bytes.text(30, length) == "mimetype"
    else { return nil }
    return bytes.text(30 + length + extra, size)
  }

  /// Nil for an archive that is no office document, and for a document that bears macros.
  var mediaType: MediaType? {
    let hasMacros = names.contains { name in
      name.hasSuffix("vbaProject.bin") || name.hasPrefix("Basic/") || name.hasPrefix("Scripts/")
        || name.contains("/macrosheets/")
    }
    guard !hasMacros else { return nil }
    for type in [MediaType.odt, .ods] where declared == type.rawValue && names.contains("content.xml") { return type }
    guard names.contains("[Content_Types].xml") else { return nil }
    if names.contains("word/document.xml") { return .docx }
    return names.contains("xl/workbook.xml") ? .xlsx : nil
  }

  /// Bytes by their place, nil beyond the end.
  private struct Bytes {
    private let content: Data

    init(_ content: Data) { self.content = content }

    var count: Int { content.count }

    private func byte(_ place: Int) -> Int? {
      place >= 0 && place < content.count ? Int(content[content.startIndex + place]) : nil
    }

    func short(_ place: Int) -> Int? {
      guard let low = byte(place), let high = byte(place + 1) else { return nil }
      return low | high << 8
    }

    func long(_ place: Int) -> Int? {
      guard let low = short(place), let high = short(place + 2) else { return nil }
      return low | high << 16
    }

    func text(_ place: Int, _ length: Int) -> String? {
      guard place >= 0, length >= 0, place + length <= content.count else { return nil }
      let start = content.startIndex + place
      return String(validating: content[start..<(start + length)], as: UTF8.self)
    }
  }
}
