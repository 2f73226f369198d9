import Domain

/// A link in a page.
package struct LinkItem: Sendable {
  let href: String
  let label: String
}

/// The links to the previous and next page of a list, and how many there are.
package struct Pager: Sendable {
  let previous: [String]
  let next: [String]
  let position: [String]

  /// - Parameter address: makes the address of a page of the list from its number, from 1.
  init<Item>(_ page: Page<Item>, in wording: Wording, address: (Int) -> String) {
    let number = page.request.offset / page.request.limit + 1
    let count = max(1, (page.total + page.request.limit - 1) / page.request.limit)
    previous = number > 1 ? [address(number - 1)] : []
    next = page.hasNext ? [address(number + 1)] : []
    position = count > 1 ? [wording.catalogue("pageOf", "\(number)", "\(count)")] : []
  }
}

/// A choice in a select, or a radio button.
package struct ChoiceOption: Sendable {
  let value: String
  let label: String
  let isSelected: Bool
}
