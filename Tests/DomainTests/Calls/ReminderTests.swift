import Domain
import Foundation
import TestSupport
import Testing

@Suite struct ReminderTests {
  private let closing = TestWorld.noon(2026, 11, 23)

  private func due(_ hoursBefore: Double) -> Int? {
    Reminder.due(closing: closing, at: closing.addingTimeInterval(-hoursBefore * 3600))?.days
  }

  @Test func `the reminder of a moment is the last that has come`() {
    #expect(due(24 * 14 + 1) == nil)
    #expect(due(24 * 14) == 14)
    #expect(due(24 * 3 + 1) == 14)
    #expect(due(24 * 3) == 3)
    #expect(due(24) == 1)
    #expect(due(0.001) == 1)
    #expect(due(0) == nil)
  }

  @Test func `days before closing are counted by the calendar of Paris`() {
    // The clocks go back on 25 October 2026: three days before noon of the 26th is noon of the 23rd.
    let closing = TestWorld.noon(2026, 10, 26)
    #expect(Reminder.due(closing: closing, at: TestWorld.noon(2026, 10, 23))?.from == TestWorld.noon(2026, 10, 23))
  }
}
