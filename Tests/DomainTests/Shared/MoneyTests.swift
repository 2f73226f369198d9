import Domain
import Testing

@Suite struct MoneyTests {
  @Test(arguments: [
    ("12", 1200), ("12,5", 1250), ("1 234,50 €", 123_450), ("1\u{202f}234,50\u{a0}€", 123_450), ("0.01", 1),
    ("-3", -300),
    ("999999999999999.99", 99_999_999_999_999_999), ("12,00", 1200),
  ]) func `an amount is read as people write it, to the cent`(text: String, cents: Int64) {
    #expect(Money(text)?.cents == cents)
  }

  @Test(arguments: ["", "€", "dix", "12,345", "1,2,3", "1e3", "0x1F", "1000000000000000", "12 $", "--3", "∞"])
  func `what is no amount, or has a fraction of a cent, is not read`(text: String) {
    #expect(Money(text) == nil)
  }

  @Test(arguments: [
    (0, "0.00"), (5, "0.05"), (-5, "-0.05"), (123_450, "1234.50"), (Int64.min, "-92233720368547758.08"),
  ])
  func `an amount is written with two places`(cents: Int64, text: String) {
    #expect(Money(cents: cents).decimalText == text)
  }

  @Test func `what is written is read again`() {
    var random = SystemRandomNumberGenerator()
    for _ in 0..<2000 {
      let amount = Money(cents: Int64.random(in: -99_999_999_999_999_999...99_999_999_999_999_999, using: &random))
      #expect(Money(amount.decimalText) == amount)
    }
  }
}
