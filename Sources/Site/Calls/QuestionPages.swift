package import Domain

/// What was asked about a call and answered. Public.
package struct CallQuestionsPage: PageModel {
  package static let template = "Calls/questions"

  let wave: String
  let waveHref: String
  let isExample: Bool
  let askHref: String
  let items: [Item]
  let isEmpty: Bool
  let pager: Pager

  struct Item: Sendable {
    let question: String
    let answer: [String]
    let at: String
    /// The language of the text, where it is not that of the page.
    let lang: [String]
  }

  package init(_ wave: Wave, _ page: Page<CallQuestion>, in wording: Wording) {
    self.wave = wave.name[wording.language]
    waveHref = wording.path(.wave(wave.slug))
    isExample = wave.isExample
    askHref = wording.path(.newQuestion(wave.slug))
    items = page.items.compactMap { item in item.answer.map { CallQuestionsPage.item($0, in: wording) } }
    isEmpty = page.items.isEmpty
    pager = Pager(page, in: wording) { number in
      address(wording.path(.callQuestions(wave.slug)), [("page", "\(number)")])
    }
  }

  private static func item(_ answer: CallQuestion.Answer, in wording: Wording) -> Item {
    func lines(_ text: String) -> [String] { text.split(whereSeparator: \.isNewline).map(String.init) }
    let at = wording.catalogue("answeredOn", wording.day(Day(answer.at)))
    switch wording.language {
    case .english:
      // In English where both are there; else in the language in which it was written.
      guard let question = answer.questionEn, let text = answer.textEn else { fallthrough }
      return Item(question: question, answer: lines(text), at: at, lang: [])
    case .french:
      let lang = wording.language == .french ? [] : [Language.french.rawValue]
      return Item(question: answer.question, answer: lines(answer.text), at: at, lang: lang)
    }
  }
}

/// Where somebody who is signed in asks a question about a call.
package struct NewQuestionPage: PageModel {
  package static let template = "Calls/new-question"

  let wave: String
  let questionsHref: String
  let isExample: Bool
  let action: String
  let csrf: String
  let text: String
  let isSent: Bool
  let errors: [String]

  package init(
    _ wave: Wave, text: String, csrf: String, isSent: Bool = false, refusal: Refusal? = nil, in wording: Wording
  ) {
    self.wave = wave.name[wording.language]
    questionsHref = wording.path(.callQuestions(wave.slug))
    isExample = wave.isExample
    action = wording.path(.newQuestion(wave.slug))
    self.csrf = csrf
    self.text = text
    self.isSent = isSent
    if case .invalid(let findings)? = refusal {
      errors = findings.map(wording.finding)
    } else {
      errors = refusal.map { [wording.refusal($0)] } ?? []
    }
  }
}

/// What waits for an answer of the service.
package struct PendingQuestionsPage: PageModel {
  package static let template = "Calls/pending-questions"

  let queueHref: String
  let csrf: String
  let items: [Item]
  let isEmpty: Bool
  let errors: [LinkItem]
  let hasErrors: Bool
  let pager: Pager

  struct Item: Sendable {
    let id: String
    let action: String
    let wave: String
    let isExample: Bool
    let asked: String
    let question: String
    let questionEn: String
    let answer: String
    let answerEn: String
  }

  /// An answer that was refused, as it was typed.
  package struct Draft: Sendable {
    let id: ID<CallQuestion>
    let typed: CallQuestion.Answer

    package init(id: ID<CallQuestion>, _ typed: CallQuestion.Answer) {
      self.id = id
      self.typed = typed
    }
  }

  package init(
    _ page: Page<PendingQuestion>, csrf: String, draft: Draft? = nil, refusal: Refusal? = nil, in wording: Wording
  ) {
    let words = wording.catalogue
    queueHref = wording.path(.queue)
    self.csrf = csrf
    items = page.items.map { item in
      let typed = draft?.id == item.question.id ? draft?.typed : nil
      return Item(
        id: "\(item.question.id)", action: wording.path(.questionAnswer(item.question.id)),
        wave: item.wave[wording.language], isExample: item.isExample,
        asked: words("askedOn", wording.moment(item.question.askedAt)),
        question: typed?.question ?? item.question.question, questionEn: typed?.questionEn ?? "",
        answer: typed?.text ?? "", answerEn: typed?.textEn ?? "")
    }
    isEmpty = page.items.isEmpty
    var findings: [Finding] = []
    if case .invalid(let found)? = refusal { findings = found }
    errors = findings.map { finding in
      LinkItem(
        href: "#\(finding.field)-\(draft.map { "\($0.id)" } ?? "")",
        label: words("pending_\(finding.field)") + words("colon") + wording.finding(finding))
    }
    hasErrors = !errors.isEmpty
    pager = Pager(page, in: wording) { number in
      address(wording.path(.pendingQuestions), [("page", "\(number)")])
    }
  }
}
