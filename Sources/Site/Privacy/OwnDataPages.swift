package import Domain

/// What one may do about one's own data: take it away, or have it erased.
package struct OwnDataPage: PageModel {
  package static let template = "Privacy/own-data"
  let spaceHref: String
  let exportHref: String
  let erasureHref: String
  let privacyHref: String

  package init(in wording: Wording) {
    spaceHref = wording.path(.space)
    exportHref = wording.path(.ownDataExport)
    erasureHref = wording.path(.erasure)
    privacyHref = wording.path(.privacy)
  }
}

/// The second step of an erasure: what goes, what stays, and what stands in its way.
package struct ErasurePage: PageModel {
  package static let template = "Privacy/erasure"
  let ownDataHref: String
  let exportHref: String
  let drafts: [String]
  let hasDrafts: Bool
  let kept: [String]
  let hasKept: Bool
  let obstacle: [String]
  /// The form, where nothing stands in the way.
  let form: [ErasureForm]

  struct ErasureForm: Sendable {
    let action: String
    let csrf: String
    let address: String
    let typed: String
    let error: [String]
  }

  package init(
    _ preview: ErasurePreview, address: EmailAddress, csrf: String, typed: String = "", findings: [Finding] = [],
    in wording: Wording
  ) {
    ownDataHref = wording.path(.ownData)
    exportHref = wording.path(.ownDataExport)
    drafts = preview.drafts
    hasDrafts = !preview.drafts.isEmpty
    kept = preview.kept
    hasKept = !preview.kept.isEmpty
    obstacle = preview.obstacle.map { [wording.refusal($0)] } ?? []
    form =
      preview.obstacle == nil
      ? [
        ErasureForm(
          action: wording.path(.erasure), csrf: csrf, address: address.value, typed: typed,
          error: findings.map(wording.finding))
      ] : []
  }
}

/// It is done: nobody is signed in any more.
package struct ErasedPage: PageModel {
  package static let template = "Privacy/erased"
  let homeHref: String
  let privacyHref: String

  package init(in wording: Wording) {
    homeHref = wording.path(.home)
    privacyHref = wording.path(.privacy)
  }
}
