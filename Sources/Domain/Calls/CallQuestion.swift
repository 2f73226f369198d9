package import Foundation

/// A question that somebody asked about a call. It is public with its answer, and never names who asked.
package struct CallQuestion: Hashable, Sendable {
  package let id: ID<CallQuestion>
  package let wave: ID<Wave>
  package let askedAt: Date
  package let question: String
  /// Nil until the service answers: only then is anything of it public.
  package let answer: Answer?

  package init(id: ID<CallQuestion>, wave: ID<Wave>, askedAt: Date, question: String, answer: Answer?) {
    self.id = id
    self.wave = wave
    self.askedAt = askedAt
    self.question = question
    self.answer = answer
  }

  package struct Answer: Hashable, Sendable {
    /// The question as it is published: the service takes names and asides out of it.
    package let question: String
    package let questionEn: String?
    package let text: String
    package let textEn: String?
    package let at: Date

    package init(question: String, questionEn: String?, text: String, textEn: String?, at: Date) {
      self.question = question
      self.questionEn = questionEn
      self.text = text
      self.textEn = textEn
      self.at = at
    }
  }

  package static let longest = 2000
  package static let longestAnswer = 5000
  /// How many of one person may wait for an answer in one call.
  package static let perPerson = 10
}

/// A question in the list of the service, with its wave.
package struct PendingQuestion: Hashable, Sendable {
  package let question: CallQuestion
  package let wave: LocalisedText
  package let isExample: Bool

  package init(question: CallQuestion, wave: LocalisedText, isExample: Bool) {
    self.question = question
    self.wave = wave
    self.isExample = isExample
  }
}
