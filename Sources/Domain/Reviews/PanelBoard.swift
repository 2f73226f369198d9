/// The experts of a wave around one dossier: who may have it, and what each change by hand would cost.
package struct PanelBoard: Sendable {
  /// An expert as this dossier sees them.
  package struct Seat: Hashable, Sendable {
    package let person: ID<Person>
    package let college: String?
    package let capacity: Int
    /// How many dossiers of the wave they have, in the proposal and asked, this one too.
    package let load: Int
    package let affinity: Int
    /// What keeps them from this dossier, whatever else is chosen.
    package let barrier: PanelProblem?

    package init(
      person: ID<Person>, college: String?, capacity: Int, load: Int, affinity: Int, barrier: PanelProblem?
    ) {
      self.person = person
      self.college = college
      self.capacity = capacity
      self.load = load
      self.affinity = affinity
      self.barrier = barrier
    }
  }

  /// What a change costs, known before it is made.
  package struct Cost: Hashable, Sendable {
    /// How much the value of the proposal falls; below 0 it rises.
    package let loss: Int
    /// How many dossiers the added expert has afterwards, or the removed one.
    package let load: Int
    package let capacity: Int
  }

  package let settings: PanelSettings
  package let seats: [Seat]
  /// In the proposal, for this dossier.
  package let chosen: Set<ID<Person>>
  /// Asked, or having accepted: they have the dossier, and only their own answer or a withdrawal changes it.
  package let asked: Set<ID<Person>>
  /// Those of both who will read it: nothing came in their way since.
  package let reading: Set<ID<Person>>

  package init(settings: PanelSettings, seats: [Seat], chosen: Set<ID<Person>>, asked: Set<ID<Person>>) {
    self.settings = settings
    self.seats = seats
    self.chosen = chosen.subtracting(asked)
    self.asked = asked
    reading = chosen.union(asked).subtracting(seats.filter { $0.barrier?.endsReading ?? false }.map(\.person))
  }

  /// Whether a change is there already: somebody pressed twice.
  package func has(_ change: PanelChange, locked: Set<ID<Person>>) -> Bool {
    switch change {
    case .add(let person): chosen.contains(person)
    case .remove(let person): !chosen.contains(person) && !asked.contains(person)
    case .replace(let old, let new): !chosen.contains(old) && chosen.contains(new)
    case .lock(let person, let isLocked): chosen.contains(person) && locked.contains(person) == isLocked
    }
  }

  package func seat(_ person: ID<Person>) -> Seat? { seats.first { $0.person == person } }

  /// How many experts are missing.
  package var missing: Int { max(0, settings.demand - reading.count) }

  /// The colleges that still have nobody.
  package var openColleges: [String] { open(reading) }

  private func open(_ people: Set<ID<Person>>) -> [String] {
    let present = Set(people.compactMap { seat($0)?.college })
    return settings.colleges.filter { !present.contains($0) }
  }

  /// - Throws: what stands against the change.
  package func cost(of change: PanelChange) throws(PanelProblem) -> Cost {
    switch change {
    case .add(let person):
      let seat = try free(person)
      guard missing > 0 else { throw .enough }
      try keepColleges(reading.union([person]))
      return Cost(loss: joining(seat), load: seat.load + 1, capacity: seat.capacity)
    case .remove(let person):
      let seat = try own(person)
      return Cost(loss: leaving(seat), load: seat.load - 1, capacity: seat.capacity)
    case .replace(let old, let new):
      let (left, seat) = (try own(old), try free(new))
      try keepColleges(reading.subtracting([old]).union([new]))
      return Cost(loss: leaving(left) + joining(seat), load: seat.load + 1, capacity: seat.capacity)
    case .lock(let person, let isLocked):
      let seat = try own(person)
      if isLocked, let barrier = seat.barrier, barrier.endsReading { throw barrier }
      return Cost(loss: 0, load: seat.load, capacity: seat.capacity)
    }
  }

  /// Who could be added, or take the place of somebody, the cheapest first: the alternates.
  package func alternates(for leaving: ID<Person>? = nil) -> [(seat: Seat, cost: Cost)] {
    var found: [(seat: Seat, cost: Cost)] = []
    for seat in seats {
      let change: PanelChange = leaving.map { .replace($0, by: seat.person) } ?? .add(seat.person)
      do {
        found.append((seat, try cost(of: change)))
      } catch {
        continue
      }
    }
    return found.sorted { ($0.cost.loss, "\($0.seat.person)") < ($1.cost.loss, "\($1.seat.person)") }
  }

  private func joining(_ seat: Seat) -> Int { settings.balance * seat.load - seat.affinity }
  private func leaving(_ seat: Seat) -> Int { seat.affinity - settings.balance * (seat.load - 1) }

  private func own(_ person: ID<Person>) throws(PanelProblem) -> Seat {
    if asked.contains(person) { throw .asked }
    guard chosen.contains(person), let seat = seat(person) else { throw .unknown }
    return seat
  }

  private func free(_ person: ID<Person>) throws(PanelProblem) -> Seat {
    guard let seat = seat(person) else { throw .unknown }
    if let barrier = seat.barrier { throw barrier }
    if chosen.contains(person) || asked.contains(person) { throw .already }
    guard seat.load < seat.capacity else { throw .full }
    return seat
  }

  /// A change may leave places open, and must leave enough of them for the colleges that are missing. Where that could not be
  /// kept before, it may not become worse.
  private func keepColleges(_ people: Set<ID<Person>>) throws(PanelProblem) {
    let (before, open) = (openColleges.count, open(people).count)
    guard open <= max(0, settings.demand - people.count) || open < before else { throw .college }
  }
}
