/// A map ready to be printed as SVG: every value is text or a whole number in units of the view box.
///
/// It is drawn in the order of its properties, by `Templates/Geography/map.mustache`. What it shows is also
/// said: in its title and description, and territories in a list that bears the numbers of the dots.
package struct MapPicture: Hashable, Sendable {
  /// Unique on its page; the ids of title and description begin with it.
  let id: String
  /// `group` where the map has links, since what lies inside an `img` is not presented; else `img`.
  let role: String
  let viewBox: String
  let title: String
  let description: String
  /// Paths of the ground that the rest lies on.
  let land: [String]
  /// The boxes in which overseas régions are drawn, each at its own scale.
  let frames: [Frame]
  /// Areas without a link.
  let areas: [String]
  /// Linked areas, the larger first, so that one that lies in another is still seen.
  let shapes: [Shape]
  /// Lines from a dot that had to make room to its territory.
  let leaders: [String]
  /// Linked dots, one a territory; the number is its place in the list.
  let dots: [Dot]
  /// Towns with their names.
  let towns: [Town]
  /// The list in words: every territory that was given, also one that could not be drawn.
  let entries: [Entry]
  let hasList: Bool

  struct Frame: Hashable, Sendable {
    let x: Int
    let y: Int
    let width: Int
    let height: Int
    let name: String
    let nameX: Int
    let nameY: Int
  }

  struct Shape: Hashable, Sendable {
    let d: String
    let href: String
    let title: String
    let cssClass: String
  }

  struct Dot: Hashable, Sendable {
    let x: Int
    let y: Int
    let radius: Int
    let number: Int
    let numberY: Int
    let href: String
    let title: String
    let cssClass: String
  }

  struct Entry: Hashable, Sendable {
    let href: String
    let title: String
  }

  struct Town: Hashable, Sendable {
    let x: Int
    let y: Int
    let radius: Int
    let name: String
    let nameX: Int
    let nameY: Int
    /// `start` or `end`: on which side of the dot the name stands, as SVG says it.
    let anchor: String
  }
}

/// What the maps say in words, in the reader's language.
package struct MapWords: Hashable, Sendable {
  package let id: String
  package let title: String
  package let description: String

  /// - Parameter id: unique on the page, of letters and hyphens.
  package init(id: String, title: String, description: String) {
    self.id = id
    self.title = title
    self.description = description
  }
}
