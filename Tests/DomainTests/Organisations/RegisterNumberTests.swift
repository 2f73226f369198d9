import Domain
import Testing

@Suite struct RegisterNumberTests {
  /// Numbers of the public register, as their owners print them.
  @Test(arguments: ["732829320", "356000000", "404833048", "732 829 320", "732\u{202f}829\u{202f}320"])
  func `a number of the register is a SIREN, with spaces or without`(text: String) throws {
    #expect(try #require(SIREN(text)).value == text.filter(\.isNumber))
  }

  @Test(arguments: ["", "73282932", "7328293200", "000000000", "73282932O", "732.829.320", "٧٣٢٨٢٩٣٢٠", "732829321"])
  func `what is not nine digits that check is none`(text: String) { #expect(SIREN(text) == nil) }

  @Test func `one wrong digit never checks`() throws {
    for text in ["732829320", "404833048"] {
      for place in 0..<9 {
        for digit in "0123456789" where Array(text)[place] != digit {
          var digits = Array(text)
          digits[place] = digit
          #expect(SIREN(String(digits)) == nil)
        }
      }
    }
  }

  @Test func `an establishment bears the number of its legal unit`() throws {
    let siret = try #require(SIRET("732 829 320 00074"))
    #expect(siret.siren == SIREN("732829320"))
    #expect(SIRET("73282932000075") == nil && SIRET("732829320") == nil && SIRET("00000000000000") == nil)
    // The fourteen digits check, but not the nine of the legal unit.
    #expect(SIRET("73282932100007") == nil)
  }

  @Test func `establishments of La Poste may check by the sum of their digits, and no others may`() {
    // The head office checks as all others do, and its sum, 26, is no multiple of 5.
    #expect(SIRET("35600000000048") != nil)
    // Sums of 45 and 15, without checking.
    #expect(SIRET("35600000049837") != nil && SIRET("35600000000100") != nil)
    #expect(SIRET("35600000000101") == nil)
    for end in 0..<10_000 {
      let text = "732829320" + String(100_000 + end).dropFirst()
      let sum = text.compactMap(\.wholeNumberValue).reduce(0, +)
      let doubled = text.reversed().enumerated().map { place, digit in
        let value = (digit.wholeNumberValue ?? 0) * (place % 2 == 1 ? 2 : 1)
        return value > 9 ? value - 9 : value
      }
      #expect((SIRET(text) != nil) == (doubled.reduce(0, +) % 10 == 0), "\(text), sum \(sum)")
    }
  }

  @Test func `a register number tells by its length what it is`() throws {
    let siren = try #require(SIREN("732829320"))
    #expect(RegisterNumber("732829320") == .siren(siren))
    #expect(RegisterNumber("73282932000074")?.unit == "732829320")
    #expect(RegisterNumber("1") == nil)
  }
}
