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
            targets: ["Desk", "CallFlow", "SIP", "Calls", "DeskFolder", "RTP", "Prompts", "Recordings", "Simulator"]),
        // For what measures the ledger and its reports.
        .library(name: "VoicedeskRecords", targets: ["Desk", "DeskFolder", "Ledger", "Reports"]),
    ],
    traits: [
        .trait(name: "ALSA", description: "Play and record through the sound card; needs ALSA's headers."),
        .default(enabledTraits: ["ALSA"]),
    ],
    dependencies: [
        .package(url: "https://github.com/swift-server/async-http-client", from: "1.30.0"),
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.6.0"),
        .package(url: "https://github.com/apple/swift-collections", from: "1.3.0"),
        .package(
            url: "https://github.com/apple/swift-configuration", from: "1.4.0",
            traits: [.trait(name: "CommandLineArguments")]),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.0.0"),
        .package(url: "https://github.com/apple/swift-log", from: "1.6.0"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.100.0"),
        .package(url: "https://github.com/apple/swift-nio-ssl", from: "2.37.0"),
        .package(url: "https://github.com/apple/swift-system", from: "1.5.0"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.8.0"),
        .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.20.0"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.0.0"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.8.0"),
        .package(url: "https://github.com/swiftlang/swift-subprocess", from: "1.0.0"),
    ],
    targets: [
        // Pure: events and the time in, actions out. No clock, no file, no socket.
        .target(name: "Desk", swiftSettings: strict),
        .target(name: "CallFlow", dependencies: ["Desk"], swiftSettings: strict),
        .target(
            name: "SIP", dependencies: [.product(name: "Crypto", package: "swift-crypto")], swiftSettings: strict),
        .target(name: "RTP", swiftSettings: strict),
        .target(
            name: "TransparencyLog", dependencies: [.product(name: "Crypto", package: "swift-crypto")],
            swiftSettings: strict),
        .target(name: "Invoicing", dependencies: ["Desk"], swiftSettings: strict),
        .target(name: "Prompts", dependencies: ["Desk", "CallFlow", "RTP"], swiftSettings: strict),
        .target(name: "Media", dependencies: ["RTP", "Prompts"], swiftSettings: strict),
        .target(name: "Recognition", swiftSettings: strict),
        .target(name: "Calls", dependencies: ["Desk", "CallFlow", "SIP"], swiftSettings: strict),
        // Edges.
        .target(
            name: "DeskFolder",
            dependencies: [
                "Desk", "CallFlow", "Prompts", "SIP", "Yams", .product(name: "Crypto", package: "swift-crypto"),
            ],
            swiftSettings: strict),
        .systemLibrary(name: "CSndFile", pkgConfig: "sndfile", providers: [.apt(["libsndfile1-dev"])]),
        .systemLibrary(name: "CSampleRate", pkgConfig: "samplerate", providers: [.apt(["libsamplerate0-dev"])]),
        .systemLibrary(name: "CEBUR128", pkgConfig: "libebur128", providers: [.apt(["libebur128-dev"])]),
        .systemLibrary(name: "CMalloc"),
        .systemLibrary(name: "CNetwork"),
        .systemLibrary(name: "CSRTP", pkgConfig: "libsrtp2", providers: [.apt(["libsrtp2-dev"])]),
        .systemLibrary(name: "CALSA", pkgConfig: "alsa", providers: [.apt(["libasound2-dev"])]),
        .target(
            name: "SIPTransport",
            dependencies: [
                "SIP", "CNetwork", .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"), .product(name: "NIOTLS", package: "swift-nio"),
                .product(name: "NIOConcurrencyHelpers", package: "swift-nio"),
                .product(name: "NIOSSL", package: "swift-nio-ssl"), .product(name: "Logging", package: "swift-log"),
            ],
            swiftSettings: strict),
        .target(name: "SRTP", dependencies: ["CSRTP"], swiftSettings: strict),
        .target(name: "CRTPSockets"),
        .target(name: "RTPTransport", dependencies: ["Media", "RTP", "SRTP", "CRTPSockets"], swiftSettings: strict),
        // Pure: what offer and answer settled, as the media engine takes it.
        .target(name: "MediaTerms", dependencies: ["SIP", "RTP", "Media"], swiftSettings: strict),
        .target(
            name: "Telephones",
            dependencies: [
                "SIP", "RTP", "Media", "MediaTerms", "Prompts", "SIPTransport", "RTPTransport",
                .product(name: "HeapModule", package: "swift-collections"),
                .product(name: "Logging", package: "swift-log"),
            ],
            swiftSettings: strict),
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
                "Desk", "TransparencyLog", .product(name: "GRDB", package: "GRDB.swift"),
                .product(name: "Crypto", package: "swift-crypto"),
            ],
            swiftSettings: strict),
        .target(
            name: "CallLedger", dependencies: ["Desk", "CallFlow", "Calls", "Ledger"], swiftSettings: strict),
        .target(name: "Reports", dependencies: ["Desk", "Ledger"], swiftSettings: strict),
        .target(
            name: "Evidence",
            dependencies: [
                "Desk", "Calls", "Ledger", "TransparencyLog", .product(name: "Crypto", package: "swift-crypto"),
            ],
            resources: [.embedInCode("verify.py")], swiftSettings: strict),
        .target(
            name: "Settings",
            dependencies: [
                "Desk", "DeskFolder", "SIP", .product(name: "Configuration", package: "swift-configuration"),
            ],
            swiftSettings: strict),
        .target(
            name: "Simulator",
            dependencies: ["Desk", "CallFlow", "Calls", "DeskFolder", "Prompts", "Ledger", "CallLedger"],
            swiftSettings: strict),
        .target(
            name: "Replay",
            dependencies: ["Desk", "CallFlow", "Calls", "DeskFolder", "Prompts", "Ledger", "CallLedger"],
            swiftSettings: strict),
        .target(
            name: "CallTests",
            dependencies: ["Desk", "CallFlow", "Calls", "DeskFolder", "Prompts", "Simulator"], swiftSettings: strict),
        .target(
            name: "Drills",
            dependencies: [
                "Desk", "CallFlow", "Calls", "DeskFolder", "Prompts", "Ledger", "CallLedger",
            ],
            swiftSettings: strict),
        .target(
            name: "Server",
            dependencies: [
                "Desk", "CallFlow", "SIP", "RTP", "Prompts", "Media", "Calls", "DeskFolder", "AudioFiles", "Recordings",
                "CMalloc", "Ledger", "CallLedger", "Settings", "SIPTransport", "RTPTransport", "TransparencyLog",
                "MediaTerms",
                .product(name: "AsyncHTTPClient", package: "async-http-client"),
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "HeapModule", package: "swift-collections"),
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "NIOCore", package: "swift-nio"), .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
                .product(name: "UnixSignals", package: "swift-service-lifecycle"),
            ],
            swiftSettings: strict),
        .target(
            name: "Acceptance",
            dependencies: [
                "Desk", "CallFlow", "DeskFolder", "SIP", "RTP", "Prompts", "Media", "MediaTerms", "AudioFiles",
                "Recognition", "Ledger", "CallTests", "Telephones", "SIPTransport", "RTPTransport", "Server",
                .product(name: "Logging", package: "swift-log"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
            ],
            swiftSettings: strict),
        .target(
            name: "DrillLine",
            dependencies: [
                "Desk", "CallFlow", "Calls", "DeskFolder", "Drills", "Prompts", "Media", "RTP", "SIP", "SIPTransport",
                "Telephones", .product(name: "Logging", package: "swift-log"),
            ],
            swiftSettings: strict),
        .executableTarget(
            name: "voicedesk",
            dependencies: [
                "Desk", "CallFlow", "Calls", "DeskFolder", "RTP", "Prompts", "AudioFiles", "AudioPlayer", "Recordings",
                "Acceptance", "CallTests", "DrillLine", "Drills", "Evidence", "Invoicing", "Ledger", "Replay",
                "Reports", "SIP",
                "SIPTransport",
                "CallLedger", "Settings", "Simulator", "Server", "Telephones",
                "TransparencyLog",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
                .product(name: "UnixSignals", package: "swift-service-lifecycle"),
            ],
            swiftSettings: strict),
        .target(
            name: "TestSupport", dependencies: ["Desk", "CallFlow"], path: "Tests/TestSupport", swiftSettings: strict),
        .testTarget(name: "DeskTests", dependencies: ["TestSupport", "Desk"], swiftSettings: strict),
        .testTarget(
            name: "CallFlowTests", dependencies: ["TestSupport", "Desk", "CallFlow", "DeskFolder"],
            exclude: ["Conformance", "Drawing/Golden"],
            swiftSettings: strict),
        .testTarget(
            name: "DeskFolderTests", dependencies: ["TestSupport", "Desk", "CallFlow", "DeskFolder", "SIP"],
            swiftSettings: strict),
        .testTarget(
            name: "InvoicingTests", dependencies: ["TestSupport", "Desk", "DeskFolder", "Invoicing"],
            exclude: ["Validator", "Golden"],
            swiftSettings: strict),
        .testTarget(
            name: "SIPTests", dependencies: ["TestSupport", "SIP"], exclude: ["Torture"], swiftSettings: strict),
        .testTarget(
            name: "SIPTransportTests",
            dependencies: [
                "TestSupport", "SIP", "SIPTransport", .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"), .product(name: "NIOEmbedded", package: "swift-nio"),
                .product(name: "NIOConcurrencyHelpers", package: "swift-nio"),
                .product(name: "NIOSSL", package: "swift-nio-ssl"), .product(name: "Logging", package: "swift-log"),
            ],
            swiftSettings: strict),
        .testTarget(name: "MediaTests", dependencies: ["RTP", "Prompts", "Media"], swiftSettings: strict),
        .testTarget(
            name: "RecognitionTests",
            dependencies: [
                "TestSupport", "Desk", "CallFlow", "DeskFolder", "RTP", "Prompts", "Recordings", "Recognition",
            ],
            swiftSettings: strict),
        .testTarget(
            name: "RTPTransportTests", dependencies: ["RTP", "SRTP", "Prompts", "Media", "RTPTransport"],
            swiftSettings: strict),
        .testTarget(
            name: "TelephonesTests",
            dependencies: [
                "Desk", "CallFlow", "SIP", "RTP", "Prompts", "Media", "MediaTerms", "DeskFolder", "Recordings",
                "Ledger",
                "SIPTransport", "RTPTransport", "Server", "Telephones", .product(name: "Logging", package: "swift-log"),
                .product(name: "NIOCore", package: "swift-nio"), .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
            ],
            swiftSettings: strict),
        .testTarget(name: "SRTPTests", dependencies: ["SRTP"], swiftSettings: strict),
        .testTarget(name: "RTPTests", dependencies: ["TestSupport", "RTP"], swiftSettings: strict),
        .testTarget(
            name: "PromptsTests", dependencies: ["TestSupport", "Desk", "CallFlow", "DeskFolder", "RTP", "Prompts"],
            swiftSettings: strict),
        .testTarget(
            name: "AudioFilesTests", dependencies: ["TestSupport", "Desk", "AudioFiles", "CSndFile"],
            swiftSettings: strict),
        .testTarget(name: "AudioPlayerTests", dependencies: ["TestSupport", "AudioPlayer"], swiftSettings: strict),
        .testTarget(
            name: "RecordingsTests",
            dependencies: ["Desk", "CallFlow", "DeskFolder", "RTP", "Prompts", "AudioFiles", "Recordings"],
            swiftSettings: strict),
        .testTarget(
            name: "TransparencyLogTests", dependencies: ["TestSupport", "TransparencyLog"], swiftSettings: strict),
        .testTarget(
            name: "LedgerTests",
            dependencies: [
                "TestSupport", "Desk", "TransparencyLog", "Ledger", .product(name: "GRDB", package: "GRDB.swift"),
            ],
            swiftSettings: strict),
        .testTarget(
            name: "ServerTests",
            dependencies: [
                "Desk", "CallFlow", "SIP", "RTP", "Prompts", "Media", "Calls", "DeskFolder", "AudioFiles", "Recordings",
                "Ledger", "CallLedger", "Replay", "Settings", "SIPTransport", "RTPTransport", "Server",
                "TransparencyLog", "MediaTerms",
                .product(name: "Crypto", package: "swift-crypto"), .product(name: "Logging", package: "swift-log"),
                .product(name: "NIOCore", package: "swift-nio"), .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
            ],
            swiftSettings: strict),
        .testTarget(
            name: "InteropTests", dependencies: ["voicedesk", "AudioFiles", "RTP"], exclude: ["Peers"],
            swiftSettings: strict),
        .testTarget(
            name: "CallsTests",
            dependencies: ["TestSupport", "Desk", "CallFlow", "SIP", "Prompts", "DeskFolder", "Calls"],
            swiftSettings: strict),
        .testTarget(
            name: "CallLedgerTests", dependencies: ["Desk", "CallFlow", "Calls", "Ledger", "CallLedger"],
            swiftSettings: strict),
        .testTarget(
            name: "ReportsTests",
            dependencies: ["Desk", "Ledger", "Reports", .product(name: "GRDB", package: "GRDB.swift")],
            exclude: ["Statements"],
            swiftSettings: strict),
        .testTarget(
            name: "SettingsTests", dependencies: ["Desk", "SIP", "DeskFolder", "Settings"], swiftSettings: strict),
        .testTarget(
            name: "SimulatorTests",
            dependencies: ["TestSupport", "Desk", "CallFlow", "Calls", "DeskFolder", "Prompts", "Ledger", "Simulator"],
            swiftSettings: strict),
        .testTarget(
            name: "ReplayTests",
            dependencies: [
                "TestSupport", "Desk", "CallFlow", "Calls", "DeskFolder", "Prompts", "Ledger", "CallLedger",
                "Simulator",
                "Replay",
            ],
            swiftSettings: strict),
        .testTarget(
            name: "DrillsTests",
            dependencies: [
                "TestSupport", "Desk", "CallFlow", "DeskFolder", "Ledger", "CallLedger", "Calls", "Simulator",
                "Prompts",
                "Drills",
            ],
            swiftSettings: strict),
        .testTarget(
            name: "DrillLineTests",
            dependencies: [
                "Desk", "CallFlow", "Calls", "DeskFolder", "Drills", "Prompts", "Recordings", "Media", "RTP", "SIP",
                "SIPTransport", "RTPTransport", "Ledger", "Telephones", "DrillLine",
                .product(name: "Logging", package: "swift-log"),
            ],
            swiftSettings: strict),
        .testTarget(
            name: "CallTestsTests",
            dependencies: ["TestSupport", "Desk", "CallFlow", "Calls", "DeskFolder", "Prompts", "CallTests"],
            swiftSettings: strict),
        .testTarget(
            name: "AcceptanceTests",
            dependencies: [
                "Desk", "CallFlow", "DeskFolder", "SIP", "RTP", "Media", "CallTests", "Telephones", "Acceptance",
            ],
            swiftSettings: strict),
        .testTarget(
            name: "VoicedeskTests", dependencies: ["voicedesk", "AudioFiles", "RTP", "Desk", "Ledger"],
            swiftSettings: strict),
    ],
    swiftLanguageModes: [.v6]
)
