import Documents
import Testing

@Suite struct CSVTests {
  @Test(arguments: [
    ("simple", "simple"), ("a,b", "\"a,b\""), ("a\"b", "\"a\"\"b\""), ("a\r\nb", "\"a\r\nb\""),
    ("a\nb", "\"a\nb\""),
    ("=1+1", "'=1+1"), ("@x", "'@x"), ("+33", "+33"), ("-5", "-5"), ("-x", "'-x"), ("\t=1", "\"'\t=1\""),
    ("\r=1", "\"'\r=1\""), ("\r\n=1", "\"'\r\n=1\""), ("＝1+1", "'＝1+1"), ("-inf", "'-inf"), ("+1+1", "'+1+1"),
    ("-1e5", "'-1e5"), ("-12,5", "\"-12,5\""), ("+0x1", "'+0x1"), ("a;=1", "\"a;=1\""), ("12.50", "12.50"),
    ("é", "é"),
  ])
  func `a cell is quoted where it must be, and no spreadsheet runs it`(value: String, cell: String) {
    var table = CSV(header: ["a"])
    table.append([value])
    #expect(table.document == "a\r\n\(cell)\r\n")
  }
}
