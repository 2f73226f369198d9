/// The outlines that maps are drawn upon: régions and départements, simplified so that neighbours still fit.
package struct Basemap: Sendable {
  package struct Area: Hashable, Sendable {
    package let code: String
    package let outline: Outline

    package init(code: String, outline: Outline) {
      self.code = code
      self.outline = outline
    }
  }

  package let regions: [Area]
  package let departments: [Area]

  package init(regions: [Area], departments: [Area]) {
    self.regions = regions
    self.departments = departments
  }
}
