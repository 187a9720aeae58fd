// swift-tools-version: 6.2
import PackageDescription

let strict: [SwiftSetting] = [
    .treatAllWarnings(as: .error),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
]

let package = Package(
    name: "voicedesk",
    products: [
        .executable(name: "voicedesk", targets: ["voicedesk"]),
        .library(
            name: "VoicedeskEngine",
            targets: ["Desk", "CallFlow", "Calls", "DeskFolder", "RTP", "Prompts", "Recordings", "Simulator"]),
    ],
    traits: [
        .trait(name: "ALSA", description: "Play and record through the sound card; needs ALSA's headers."),
        .default(enabledTraits: ["ALSA"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.6.0"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.0.0"),
        .package(url: "https://github.com/apple/swift-system", from: "1.5.0"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.8.0"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.0.0"),
        .package(url: "https://github.com/swiftlang/swift-subprocess", from: "1.0.0"),
    ],
    targets: [
        // Pure: events and the time in, actions out. No clock, no file, no socket.
        .target(name: "Desk", swiftSettings: strict),
        .target(name: "CallFlow", dependencies: ["Desk"], swiftSettings: strict),
        .target(name: "RTP", swiftSettings: strict),
        .target(name: "Prompts", dependencies: ["Desk", "CallFlow", "RTP"], swiftSettings: strict),
        .target(name: "Calls", dependencies: ["Desk", "CallFlow"], swiftSettings: strict),
        // Edges.
        .target(
            name: "DeskFolder",
            dependencies: [
                "Desk", "CallFlow", "Prompts", "Yams", .product(name: "Crypto", package: "swift-crypto"),
            ],
            swiftSettings: strict),
        .systemLibrary(name: "CSndFile", pkgConfig: "sndfile", providers: [.apt(["libsndfile1-dev"])]),
        .systemLibrary(name: "CSampleRate", pkgConfig: "samplerate", providers: [.apt(["libsamplerate0-dev"])]),
        .systemLibrary(name: "CEBUR128", pkgConfig: "libebur128", providers: [.apt(["libebur128-dev"])]),
        .systemLibrary(name: "CALSA", pkgConfig: "alsa", providers: [.apt(["libasound2-dev"])]),
        .target(
            name: "AudioFiles", dependencies: ["Desk", "CSndFile", "CSampleRate", "CEBUR128"], swiftSettings: strict),
        .target(
            name: "AudioPlayer",
            dependencies: [.target(name: "CALSA", condition: .when(traits: ["ALSA"]))],
            swiftSettings: strict),
        .target(
            name: "Recordings",
            dependencies: [
                "Desk", "CallFlow", "DeskFolder", "Prompts", "AudioFiles",
                .product(name: "Subprocess", package: "swift-subprocess"),
                .product(name: "SystemPackage", package: "swift-system"),
            ],
            swiftSettings: strict),
        .target(
            name: "Ledger",
            dependencies: [
                "Desk", .product(name: "GRDB", package: "GRDB.swift"),
                .product(name: "Crypto", package: "swift-crypto"),
            ],
            swiftSettings: strict),
        .target(
            name: "Simulator",
            dependencies: ["Desk", "CallFlow", "Calls", "DeskFolder", "Prompts", "Ledger"],
            swiftSettings: strict),
        .executableTarget(
            name: "voicedesk",
            dependencies: [
                "Desk", "CallFlow", "Calls", "DeskFolder", "RTP", "Prompts", "AudioFiles", "AudioPlayer", "Recordings",
                "Ledger", "Simulator",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            swiftSettings: strict),
        .testTarget(name: "DeskTests", dependencies: ["Desk"], swiftSettings: strict),
        .testTarget(
            name: "CallFlowTests", dependencies: ["Desk", "CallFlow", "DeskFolder"],
            exclude: ["Conformance", "Drawing/Golden"],
            swiftSettings: strict),
        .testTarget(
            name: "DeskFolderTests", dependencies: ["Desk", "CallFlow", "DeskFolder"],
            swiftSettings: strict),
        .testTarget(name: "RTPTests", dependencies: ["RTP"], swiftSettings: strict),
        .testTarget(
            name: "PromptsTests", dependencies: ["Desk", "CallFlow", "DeskFolder", "RTP", "Prompts"],
            swiftSettings: strict),
        .testTarget(name: "AudioFilesTests", dependencies: ["Desk", "AudioFiles", "CSndFile"], swiftSettings: strict),
        .testTarget(name: "AudioPlayerTests", dependencies: ["AudioPlayer"], swiftSettings: strict),
        .testTarget(
            name: "RecordingsTests",
            dependencies: ["Desk", "CallFlow", "DeskFolder", "RTP", "Prompts", "AudioFiles", "Recordings"],
            swiftSettings: strict),
        .testTarget(
            name: "LedgerTests",
            dependencies: ["Desk", "Ledger", .product(name: "GRDB", package: "GRDB.swift")],
            swiftSettings: strict),
        .testTarget(
            name: "SimulatorTests",
            dependencies: ["Desk", "CallFlow", "Calls", "DeskFolder", "Prompts", "Ledger", "Simulator"],
            swiftSettings: strict),
        .testTarget(
            name: "VoicedeskTests", dependencies: ["voicedesk", "AudioFiles", "RTP"], swiftSettings: strict),
    ],
    swiftLanguageModes: [.v6]
)
