import Domain
import Testing

@Suite struct ReplyTextTests {
  @Test(arguments: [
    ("Oui.\r\n\r\nLe 25 févr. 2019 à 09:00, Service <a@b.fr> a écrit\u{a0}:\r\n> Quoi ?\r\n", "Oui."),
    ("Oui.\n\nLe lun. 25 févr. 2019 à 09:00, Service d’exemple\n<service@exemple.example> a écrit :\n\nQuoi ?", "Oui."),
    ("Yes.\n\nOn Mon, 25 Feb 2019 at 09:00, Service wrote:\n> What?", "Yes."),
    ("Oui.\n-- \nCamille\n01 00 00 00 00", "Oui."),
    ("Oui.\n\n-----Message d'origine-----\nDe : x", "Oui."),
    ("Oui.\n\nDe : Service\nEnvoyé : lundi\nÀ : moi\n\nQuoi ?", "Oui."),
    ("Oui.\n________________________________\nFrom: x", "Oui."),
    ("> Quoi ?\nOui.\n> Et ?\nNon.", "Oui.\nNon."),
    ("De : rien n’est joint.\nLe 25 est un lundi.\nOn écrit ce que l’on veut.", ""),
  ])
  func `quotations and signatures are cut, what was written stays`(text: String, own: String) {
    let kept = ReplyText.own(of: text)
    // The last one has none of them: nothing of it may go.
    #expect(kept == (own.isEmpty ? text : own))
  }

  @Test func `a text is kept without what controls a terminal or turns the direction of writing`() {
    #expect(ExchangeMessage.cleaned(" a\u{1b}[31m\r\nb\u{202e}c\rd\u{0} ") == "a[31m\nbc\nd")
  }
}
