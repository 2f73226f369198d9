import Domain

/// Reads `processing.yaml`: the register of what is done with personal data.
enum RegisterReader {
  static func register(_ source: YAMLSource) -> ProcessingRegister {
    source.allow("controller", "processings", "rights", "complaint")
    var seen: Set<String> = []
    let processings = source.list("processings").map { item in
      let processing = processing(item)
      if !seen.insert(processing.id).inserted {
        item.report("processing \(processing.id) stands twice", "give each its own id")
      }
      return processing
    }
    return ProcessingRegister(
      controller: controller(source), processings: processings, rights: source.list("rights").map(\.bothLanguages),
      complaint: source.localised("complaint"))
  }

  private static func controller(_ source: YAMLSource) -> ProcessingRegister.Controller {
    guard let item = source.required("controller") else {
      let none = LocalisedText(fr: "", en: "")
      return ProcessingRegister.Controller(name: none, contact: none, officer: none, isToComplete: true)
    }
    item.allow("name", "contact", "officer", "toComplete")
    return ProcessingRegister.Controller(
      name: item.localised("name"), contact: item.localised("contact"), officer: item.localised("officer"),
      isToComplete: item.flag("toComplete", default: false))
  }

  private static func processing(_ item: YAMLSource) -> ProcessingRegister.Processing {
    item.allow("id", "purpose", "basis", "basisConfirmed", "people", "categories", "recipients", "retention")
    return ProcessingRegister.Processing(
      id: item.text("id"), purpose: item.localised("purpose"), basis: item.localised("basis"),
      isBasisConfirmed: item.flag("basisConfirmed", default: false), people: item.localised("people"),
      categories: item.list("categories").map(\.bothLanguages),
      recipients: item.list("recipients").map(\.bothLanguages),
      retention: item.list("retention").compactMap { source in
        let kind = RetentionRule.Kind(rawValue: source.text)
        if kind == nil {
          source.report(
            "retention \"\(source.text)\" is unknown",
            "give one of \(RetentionRule.Kind.allCases.map(\.rawValue).joined(separator: ", "))")
        }
        return kind
      })
  }
}

extension YAMLSource {
  /// An item of a list that is itself a text in both languages.
  fileprivate var bothLanguages: LocalisedText {
    allow("fr", "en")
    return LocalisedText(fr: text("fr"), en: text("en"))
  }
}
