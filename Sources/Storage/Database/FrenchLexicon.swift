package import Domain

/// Takes texts apart into the stems by which they are compared. Each word is stemmed once, however many texts have it.
package struct FrenchLexicon {
  private var stems: [String: String] = [:]

  package init() {}

  /// Without words of one or two letters, numbers, and those that every text has.
  package mutating func text(_ texts: [String]) -> AffinityText {
    var found = AffinityText()
    for text in texts {
      for word in FrenchText.words(of: text) where word.utf8.count > 2 {
        guard let stem = stem(word) else { continue }
        found.add(stem, word: word)
      }
    }
    return found
  }

  /// Nil for a word that says nothing of a text.
  private mutating func stem(_ word: String) -> String? {
    if let known = stems[word] { return known.isEmpty ? nil : known }
    let folded = FrenchText.fold(word)
    let says = folded.count > 2 && !FrenchLexicon.common.contains(folded) && folded.contains(where: \.isLetter)
    let stem = says ? FrenchText.fold(FrenchText.snowball(folded, in: .french)) : ""
    stems[word] = stem
    return stem.isEmpty ? nil : stem
  }

  /// Words without accents that build sentences, of whatever they speak.
  private static let common = Set(
    """
    afin ailleurs ainsi alors apres assez auquel aura auront aussi autant autour autre autres aux avant avec avoir
    beaucoup bien car ceci cela celle celles celui cependant certain certaine certaines certains ces cet cette ceux
    chacun chacune chaque chez comme comment contre dans depuis des dessous dessus deux devant doit doivent donc dont
    durant egalement elle elles encore enfin ensuite entre est etaient etait etant etc ete etes etre eux faire fait
    faites faut fois font fut hors ici ils jamais jusqu jusque laquelle les lequel lesquelles lesquels leur leurs lors
    lorsque lui mais meme memes mes mieux moins mon ne ni non nos notamment notre nous ont ou par parce parfois parmi
    pas pendant peu peut peuvent plus plusieurs plutot pour pourquoi pouvoir pres puis puisque quand quatre que quel
    quelle quelles quelque quelques quels qui quoi rien sans sauf sera serait seront ses seul seule seulement sien
    sinon soient soit son sont sous souvent suis sur tant tel telle telles tels tous tout toute toutes toujours tres
    trois une vers voici voila vos votre vous
    """.split { $0 == " " || $0 == "\n" }.map(String.init))
}
