package import Domain

/// Questions about calls, and their answers.
package struct CallQuestionRecords {
  private let transaction: any Transaction

  package init(_ transaction: any Transaction) { self.transaction = transaction }

  package func insert(_ question: CallQuestion, by person: ID<Person>) throws {
    try transaction.execute(
      """
      INSERT INTO call_questions (id, wave_id, person_id, asked_at, question)
      VALUES (\(question.id), \(question.wave), \(person), \(question.askedAt), \(question.question))
      """)
  }

  /// How many questions of somebody wait for an answer in a wave.
  package func waiting(of person: ID<Person>, in wave: ID<Wave>) throws -> Int {
    try transaction.count(
      """
      SELECT COUNT(*) AS count FROM call_questions
      WHERE person_id = \(person) AND wave_id = \(wave) AND answered_at IS NULL
      """)
  }

  package func find(_ id: ID<CallQuestion>) throws -> (question: CallQuestion, asker: ID<Person>?)? {
    try transaction.row("SELECT \(CallQuestionRecords.columns), person_id FROM call_questions WHERE id = \(id)").map {
      (try question($0), try $0.optionalText("person_id").flatMap { ID<Person>($0) })
    }
  }

  package func answer(_ answer: CallQuestion.Answer, to id: ID<CallQuestion>) throws {
    try transaction.execute(
      """
      UPDATE call_questions
      SET published_question = \(answer.question), published_question_en = \(answer.questionEn),
        answer = \(answer.text), answer_en = \(answer.textEn), answered_at = \(answer.at)
      WHERE id = \(id)
      """)
  }

  /// What is public of a wave, the newest answer first.
  package func answered(in wave: ID<Wave>, _ page: PageRequest) throws -> Page<CallQuestion> {
    let rows = try transaction.rows(
      """
      SELECT \(CallQuestionRecords.columns) FROM call_questions
      WHERE wave_id = \(wave) AND answered_at IS NOT NULL
      ORDER BY answered_at DESC, id DESC
      LIMIT \(page.limit) OFFSET \(page.offset)
      """)
    let total = try transaction.count(
      "SELECT COUNT(*) AS count FROM call_questions WHERE wave_id = \(wave) AND answered_at IS NOT NULL")
    return Page(items: try rows.map(question), total: total, request: page)
  }

  /// What waits for an answer, the longest waiting first.
  /// - Parameter waves: those that the reader's role reaches; nil for all.
  package func pending(in waves: Set<ID<Wave>>?, _ page: PageRequest) throws -> Page<PendingQuestion> {
    var condition: SQL = "call_questions.answered_at IS NULL"
    if let waves {
      condition.append(" AND call_questions.wave_id IN (\(SQL.list(waves.sorted { "\($0)" < "\($1)" })))")
    }
    let rows = try transaction.rows(
      """
      SELECT call_questions.id, call_questions.wave_id, call_questions.asked_at, call_questions.question,
        call_questions.published_question, call_questions.published_question_en, call_questions.answer,
        call_questions.answer_en, call_questions.answered_at, waves.name_fr, waves.name_en, waves.example
      FROM call_questions JOIN waves ON waves.id = call_questions.wave_id
      WHERE \(condition)
      ORDER BY call_questions.asked_at, call_questions.id
      LIMIT \(page.limit) OFFSET \(page.offset)
      """)
    let total = try transaction.count("SELECT COUNT(*) AS count FROM call_questions WHERE \(condition)")
    let items = try rows.map { row in
      PendingQuestion(
        question: try question(row), wave: try row.localised("name"), isExample: try row.bool("example"))
    }
    return Page(items: items, total: total, request: page)
  }

  /// Forgets who asked, and what was not answered yet.
  package func forget(_ person: ID<Person>) throws {
    try transaction.execute("DELETE FROM call_questions WHERE person_id = \(person) AND answered_at IS NULL")
    // What was published stays; as it was typed it may name people.
    try transaction.execute(
      "UPDATE call_questions SET person_id = NULL, question = published_question WHERE person_id = \(person)")
  }

  private static let columns: SQL =
    "id, wave_id, asked_at, question, published_question, published_question_en, answer, answer_en, answered_at"

  private func question(_ row: SQLRow) throws -> CallQuestion {
    let answer = try row.optionalText("answer").map { text in
      CallQuestion.Answer(
        question: try row.text("published_question"), questionEn: try row.optionalText("published_question_en"),
        text: text, textEn: try row.optionalText("answer_en"), at: try row.date("answered_at"))
    }
    return CallQuestion(
      id: try row.id("id"), wave: try row.id("wave_id"), askedAt: try row.date("asked_at"),
      question: try row.text("question"), answer: answer)
  }
}
