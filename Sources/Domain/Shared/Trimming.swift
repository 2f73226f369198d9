extension StringProtocol {
  /// The text without white space at either end; nothing where a reader would see nothing. By scalars, not characters:
  /// every cell of an import comes by here.
  package var trimmed: String {
    if isBlank { return "" }
    let scalars = unicodeScalars
    guard let first = scalars.firstIndex(where: { !$0.isWhiteSpace }),
      let last = scalars.lastIndex(where: { !$0.isWhiteSpace })
    else { return "" }
    return String(self[first...last])
  }

  /// Whether a reader sees nothing of it: white space, and what is drawn as nothing at all. Such a text is no answer.
  package var isBlank: Bool { unicodeScalars.allSatisfy { $0.isWhiteSpace || $0.isInvisible } }
}

extension Unicode.Scalar {
  fileprivate var isWhiteSpace: Bool {
    isASCII ? value == 0x20 || (0x09...0x0D).contains(value) : properties.isWhitespace
  }

  /// Format and control characters, fillers, and the Braille cell without a dot.
  fileprivate var isInvisible: Bool {
    properties.isDefaultIgnorableCodePoint || properties.generalCategory == .format
      || properties.generalCategory == .control || value == 0x2800
  }
}
