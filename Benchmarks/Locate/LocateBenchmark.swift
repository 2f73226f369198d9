import Benchmark
import Domain
import Foundation
import Storage

/// How many times a second the index of labelled perimeters answers, over all communes.
let benchmarks: @Sendable () -> Void = {
  let reference = ReferenceFiles(folder: URL(filePath: "reference", directoryHint: .isDirectory))
  let programme = ProgrammeFiles(folder: URL(filePath: "programmes/french-impact", directoryHint: .isDirectory))
  guard let gazetteer = try? reference.loadGazetteer(),
    case .valid(let data) = programme.read(knows: { gazetteer.name(of: $0) != nil })
  else {
    print("run scripts/reference first, from the folder of the repository")
    return
  }
  let perimeters = data.waves.flatMap(\.territories).map { candidate in
    (
      candidate.slug,
      Perimeter(codes: Candidacy(candidate.answers, slug: candidate.slug).profile.perimeter, year: 2019)
    )
  }
  let index = TerritoryIndex(perimeters, gazetteer: gazetteer)
  let codes = gazetteer.municipalityCodes

  Benchmark(
    "locate every commune",
    configuration: .init(metrics: [.throughput, .wallClock], maxDuration: .seconds(3))
  ) { benchmark in
    for _ in benchmark.scaledIterations {
      for code in codes { blackHole(index.territories(holding: code)) }
    }
  }
}
