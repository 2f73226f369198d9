package import Domain
import Foundation
import Storage

extension Operations {
  /// Asks a question about a call. It is seen by the service alone until it is answered.
  package func askQuestion(_ text: String, about wave: Slug, by principal: Principal) async throws {
    let now = world.now()
    let id = world.newIdentity(of: CallQuestion.self)
    try await database.write { transaction in
      try principal.require(.askQuestion, on: .any)
      guard let person = principal.person, let wave = try WaveRecords(transaction).find(wave) else {
        throw Refusal.notFound
      }
      let question = text.trimmed
      try Operations.check("question", question, longest: CallQuestion.longest)
      let records = CallQuestionRecords(transaction)
      let waiting = try records.waiting(of: person, in: wave.id)
      guard waiting < CallQuestion.perPerson else {
        throw Refusal.invalid([
          Finding(field: "question", problem: .tooMany(found: waiting + 1, maximum: CallQuestion.perPerson))
        ])
      }
      try records.insert(
        CallQuestion(id: id, wave: wave.id, askedAt: now, question: question, answer: nil), by: person)
      try JournalRecords(transaction).append(
        "question.asked", on: "question:\(id)", by: principal.actor, at: now,
        change: ["wave": .string(wave.slug.value), "question": .string(sha256(question))])
    }
  }

  /// Publishes the answer to a question, and tells who asked. Answered again, the answer is replaced.
  package func answerQuestion(
    _ id: ID<CallQuestion>, _ typed: CallQuestion.Answer, by principal: Principal
  ) async throws {
    let now = world.now()
    try await database.write { transaction in
      guard let (question, asker) = try CallQuestionRecords(transaction).find(id),
        let wave = try WaveRecords(transaction).find(question.wave)
      else { throw Refusal.notFound }
      guard principal.may(.answerQuestion, on: .any, in: wave.id) else { throw Refusal.notFound }
      func kept(_ text: String?) -> String? { text.map(\.trimmed).flatMap { $0.isEmpty ? nil : $0 } }
      let answer = CallQuestion.Answer(
        question: typed.question.trimmed, questionEn: kept(typed.questionEn), text: typed.text.trimmed,
        textEn: kept(typed.textEn), at: now)
      try Operations.check("question", answer.question, longest: CallQuestion.longest)
      try Operations.check("answer", answer.text, longest: CallQuestion.longestAnswer)
      try Operations.check("questionEn", answer.questionEn ?? "-", longest: CallQuestion.longest)
      try Operations.check("answerEn", answer.textEn ?? "-", longest: CallQuestion.longestAnswer)
      try CallQuestionRecords(transaction).answer(answer, to: id)
      try SettingRecords(transaction).raisePublishedVersion()
      try JournalRecords(transaction).append(
        "question.answered", on: "question:\(id)", by: principal.actor, at: now,
        change: ["wave": .string(wave.slug.value), "answer": .string(sha256(answer.text))])
      if question.answer == nil, let person = try asker.flatMap({ try PersonRecords(transaction).find($0) }) {
        try post(
          .questionAnswered(wave, question: answer.question, answer: answer.text), to: person, in: transaction)
      }
    }
    try await refreshPublishedVersion()
  }

  /// What is public of a call. Public.
  package func answeredQuestions(
    of wave: Slug, _ page: PageRequest
  ) async throws -> (wave: Wave, questions: Page<CallQuestion>) {
    try await database.read { transaction in
      guard let wave = try WaveRecords(transaction).find(wave) else { throw Refusal.notFound }
      return (wave, try CallQuestionRecords(transaction).answered(in: wave.id, page))
    }
  }

  /// What waits for an answer of the service.
  package func pendingQuestions(
    _ page: PageRequest, for principal: Principal
  ) async throws -> Page<PendingQuestion> {
    try principal.require(.answerQuestion, on: .any)
    return try await database.read { transaction in
      try CallQuestionRecords(transaction).pending(in: principal.waves(of: .answerQuestion, on: .any), page)
    }
  }

  private static func check(_ field: String, _ text: String, longest: Int) throws(Refusal) {
    if text.isEmpty { throw .invalid([Finding(field: field, problem: .missing)]) }
    if text.count > longest {
      throw .invalid([Finding(field: field, problem: .tooLong(length: text.count, maximum: longest))])
    }
  }
}
