import Mustache

// What a template finds in formatted text, asked for by name: a long text has thousands of runs.

extension TextBlock: MustacheParent {
  func child(named name: String) -> Any? {
    switch name {
    case "isParagraph": isParagraph
    case "isList": isList
    case "isNumbered": isNumbered
    case "rows": rows
    default: nil
    }
  }
}

extension TextRow: MustacheParent {
  func child(named name: String) -> Any? {
    switch name {
    case "runs": runs
    case "hasNext": hasNext
    default: nil
    }
  }
}

extension TextRun: MustacheParent {
  func child(named name: String) -> Any? {
    switch name {
    case "text": text
    case "isPlain": isPlain
    case "isStrong": isStrong
    case "isEmphasis": isEmphasis
    case "isBoth": isBoth
    case "link": link
    default: nil
    }
  }
}
