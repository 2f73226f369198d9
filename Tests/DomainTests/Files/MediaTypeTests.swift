import Domain
import Foundation
import TestSupport
import Testing

@Suite struct MediaTypeTests {
  @Test(arguments: [
    ("%PDF-1.7\n", MediaType.pdf), ("a;b\n1;2\n", .text), ("Bonjour à tous\r\n\tici", .text),
    ("", .text), ("<html>", nil), ("  <svg xmlns='x'>", nil), ("\u{feff}<?xml ?>", nil), ("#!/bin/sh\n", nil),
    ("text <SCRIPT>alert(1)</script>", nil), ("a\0b", nil), ("%!PS-Adobe", nil), ("{\\rtf1", nil), ("MZ\u{1}", nil),
    ("PK\u{3}\u{4}garbage", nil), ("GIF89a", .text),
  ])
  func `a file is what its content says`(content: String, type: MediaType?) {
    #expect(MediaType(of: Data(content.utf8), named: "x.pdf") == type)
  }

  @Test(
    arguments: [
      ([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0], MediaType.png), ([0xFF, 0xD8, 0xFF, 0xE0], .jpeg),
      (Array("RIFF".utf8) + [1, 2, 3, 4] + Array("WEBPVP8 ".utf8), .webp),
      (Array("RIFF".utf8) + [1, 2, 3, 4] + Array("WAVEfmt ".utf8), nil), ([0x7F, 0x45, 0x4C, 0x46], nil),
      ([0xFF, 0xFE], nil),
    ] as [([UInt8], MediaType?)])
  func `a picture is known by its first bytes`(bytes: [UInt8], type: MediaType?) {
    #expect(MediaType(of: Data(bytes), named: "x.txt") == type)
  }

  @Test func `only text is told apart by its name`() {
    #expect(MediaType(of: Data("a,b".utf8), named: "Table.CSV") == .csv)
    #expect(MediaType(of: Data("%PDF-1".utf8), named: "table.csv") == .pdf)
  }

  @Test(
    arguments: [
      (["[Content_Types].xml", "word/document.xml"], MediaType.docx),
      (["[Content_Types].xml", "xl/workbook.xml"], .xlsx),
      (["[Content_Types].xml", "word/document.xml", "word/vbaProject.bin"], nil), (["a.txt"], nil), ([], nil),
      (["word/document.xml"], nil), (["content.xml", "mimetype"], nil),
    ] as [([String], MediaType?)])
  func `an archive is a document when it has the members of one and no macros`(names: [String], type: MediaType?) {
    #expect(MediaType(of: ExampleFiles.zip(names.map { ($0, "x") }), named: "x") == type)
  }

  @Test(arguments: [MediaType.odt, .ods]) func `an OpenDocument file says what it is`(type: MediaType) {
    let members = [("mimetype", type.rawValue), ("content.xml", "x")]
    #expect(MediaType(of: ExampleFiles.zip(members), named: "x") == type)
    #expect(MediaType(of: ExampleFiles.zip(members + [("Basic/Standard/a.xml", "x")]), named: "x") == nil)
    #expect(MediaType(of: ExampleFiles.zip(members).dropLast(30), named: "x") == nil)
  }

  @Test func `no archive cut anywhere makes the reader fail`() {
    let whole = ExampleFiles.zip([("mimetype", MediaType.odt.rawValue), ("content.xml", "x")])
    for length in 0..<whole.count {
      #expect(MediaType(of: whole.prefix(length), named: "x") != .odt)
      var altered = whole
      altered[length] ^= 0xFF
      _ = MediaType(of: altered, named: "x")
    }
  }

  @Test(arguments: [
    ("rapport.pdf", "rapport.pdf"), ("C:\\Temp\\rapport.PDF", "rapport.pdf"), ("../../etc/passwd", "passwd.pdf"),
    ("", "document.pdf"), ("..", "document.pdf"), ("a\u{202e}fdp.exe", "afdp.exe.pdf"),
    ("x\r\nSet-Cookie: a.pdf", "xSet-Cookie_ a.pdf"),
    ("Étude d’impact.pdf", "Étude d’impact.pdf"), ("\"a\";b.pdf", "_a__b.pdf"), (".pdf", "pdf.pdf"),
  ])
  func `a name deceives nobody and breaks nothing`(given: String, name: String) {
    #expect(FileName.sanitised(given, for: .pdf) == name)
  }

  @Test func `a long name keeps its ending`() {
    let name = FileName.sanitised(String(repeating: "é", count: 500) + ".pdf", for: .pdf)
    #expect(name.count == 120 && name.hasSuffix(".pdf"))
  }
}
