// swift-tools-version: 6.2
import PackageDescription

// The compiler is the first reviewer: no implicit existential, no import that leaks, no warning.
let strict: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .treatAllWarnings(as: .error),
]

let grdb = Target.Dependency.product(name: "GRDB", package: "GRDB.swift")
let yams = Target.Dependency.product(name: "Yams", package: "Yams")
let mustache = Target.Dependency.product(name: "Mustache", package: "swift-mustache")
let hummingbird = Target.Dependency.product(name: "Hummingbird", package: "hummingbird")
let hummingbirdTesting = Target.Dependency.product(name: "HummingbirdTesting", package: "hummingbird")
let crypto = Target.Dependency.product(name: "Crypto", package: "swift-crypto")
let cryptoExtras = Target.Dependency.product(name: "CryptoExtras", package: "swift-crypto")
let logging = Target.Dependency.product(name: "Logging", package: "swift-log")
let lifecycle = Target.Dependency.product(name: "ServiceLifecycle", package: "swift-service-lifecycle")
let httpClient = Target.Dependency.product(name: "AsyncHTTPClient", package: "async-http-client")
let subprocess = Target.Dependency.product(name: "Subprocess", package: "swift-subprocess")
let system = Target.Dependency.product(name: "SystemPackage", package: "swift-system")
let jwt = Target.Dependency.product(name: "JWTKit", package: "jwt-kit")
let arguments = Target.Dependency.product(name: "ArgumentParser", package: "swift-argument-parser")

// Arrows go down only: frenchimpact → Server → {Site, Documents, Services} → Storage → Domain.
let rooms: [Target] = [
  .target(name: "Domain", dependencies: [crypto], swiftSettings: strict),
  .target(
    name: "Storage", dependencies: ["Domain", "CStemmer", "CPostgreSQL", grdb, yams, crypto],
    resources: [.copy("Migrations")], swiftSettings: strict),
  .target(name: "Services", dependencies: ["Domain", "Storage", crypto, logging, jwt], swiftSettings: strict),
  .target(name: "Documents", dependencies: ["Domain", "CGMime"], swiftSettings: strict),
  .target(
    name: "Site", dependencies: ["Domain", mustache],
    resources: [.copy("Templates"), .copy("Catalogues"), .copy("Assets")], swiftSettings: strict),
  .target(
    name: "Server",
    dependencies: ["Domain", "Services", "Site", "Documents", "CZlib", hummingbird, logging, lifecycle],
    resources: [.copy("OpenAPI")],
    swiftSettings: strict),
  .executableTarget(
    name: "frenchimpact",
    dependencies: [
      "Server", "Services", "Storage", "Site", "Documents", "Domain", arguments, logging, hummingbird, crypto,
      lifecycle, httpClient, subprocess, system,
    ],
    swiftSettings: strict),
  .systemLibrary(name: "CPostgreSQL", providers: [.apt(["libpq-dev"])]),
  .systemLibrary(name: "CStemmer", providers: [.apt(["libstemmer-dev"])]),
  .systemLibrary(name: "CGMime", pkgConfig: "gmime-3.0", providers: [.apt(["libgmime-3.0-dev"])]),
  .systemLibrary(name: "CZlib", providers: [.apt(["zlib1g-dev"])]),
]

let tests: [Target] = [
  .target(
    name: "TestSupport",
    dependencies: ["Domain", "Storage", "Services", "Site", "Server", "Documents", crypto, cryptoExtras],
    swiftSettings: strict),
  .testTarget(name: "DomainTests", dependencies: ["Domain", "TestSupport"], swiftSettings: strict),
  .testTarget(name: "StorageTests", dependencies: ["Storage", "TestSupport"], swiftSettings: strict),
  .testTarget(name: "ServicesTests", dependencies: ["Services", "TestSupport", crypto], swiftSettings: strict),
  .testTarget(name: "DocumentsTests", dependencies: ["Documents", "TestSupport"], swiftSettings: strict),
  .testTarget(name: "SiteTests", dependencies: ["Site", "TestSupport"], swiftSettings: strict),
  .testTarget(
    name: "ServerTests", dependencies: ["Server", "TestSupport", hummingbirdTesting], swiftSettings: strict),
  .testTarget(name: "HouseTests", dependencies: ["Server", "TestSupport"], swiftSettings: strict),
]

// Benchmarks bring a large dependency: they are built only when they are asked for (scripts/bench).
let wantsBenchmarks = Context.environment["BENCHMARKS"] != nil
let benchmarkPackages: [Package.Dependency] =
  wantsBenchmarks ? [.package(url: "https://github.com/ordo-one/benchmark", from: "1.38.1", traits: [])] : []
let benchmarks: [Target] =
  wantsBenchmarks
  ? [
    .executableTarget(
      name: "LocateBenchmark",
      dependencies: ["Domain", "Storage", .product(name: "Benchmark", package: "benchmark")],
      path: "Benchmarks/Locate", plugins: [.plugin(name: "BenchmarkPlugin", package: "benchmark")]),
    .executableTarget(name: "BareServer", dependencies: [hummingbird], path: "Benchmarks/Bare"),
  ] : []

let package = Package(
  name: "french-impact",
  platforms: [.macOS(.v15)],
  products: [.executable(name: "frenchimpact", targets: ["frenchimpact"])],
  dependencies: [
    .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1"),
    .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.1"),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
    .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
    .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
    .package(url: "https://github.com/swift-server/async-http-client", from: "1.37.0"),
    .package(url: "https://github.com/swiftlang/swift-subprocess", from: "1.0.2"),
    .package(url: "https://github.com/apple/swift-system", from: "1.8.1"),
    .package(url: "https://github.com/vapor/jwt-kit", from: "5.7.1"),
  ] + benchmarkPackages,
  targets: rooms + tests + benchmarks,
  swiftLanguageModes: [.v6]
)
