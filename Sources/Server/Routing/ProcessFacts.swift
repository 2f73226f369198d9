import Foundation

/// What the system says of this process. Nil where there is no `/proc`.
struct ProcessFacts {
  let residentBytes: Double
  let processorSeconds: Double
  let openFiles: Double

  init?() {
    guard let memory = ProcessFacts.read("statm")?.split(separator: " "), memory.count > 1,
      let pages = Double(memory[1]),
      // The name of the program stands in brackets and may hold spaces: count from behind it.
      let times = ProcessFacts.read("stat")?.split(separator: ")").last?.split(separator: " "), times.count > 12,
      let user = Double(times[11]), let system = Double(times[12]),
      let files = try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd")
    else { return nil }
    residentBytes = pages * Double(sysconf(Int32(_SC_PAGESIZE)))
    processorSeconds = (user + system) / Double(sysconf(Int32(_SC_CLK_TCK)))
    openFiles = Double(files.count)
  }

  private static func read(_ name: String) -> String? {
    try? String(contentsOfFile: "/proc/self/\(name)", encoding: .utf8)
  }
}
