// swift-tools-version: 6.2
import PackageDescription

let strict: [SwiftSetting] = [
    .treatAllWarnings(as: .error),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
]

let package = Package(
    name: "voicedesk-benchmarks",
    dependencies: [
        .package(name: "voicedesk", path: ".."), .package(url: "https://github.com/groue/GRDB.swift", from: "7.8.0"),
    ],
    targets: [
        .target(name: "AllocationCount"),
        .target(name: "CLine"),
        .executableTarget(name: "load", dependencies: ["CLine"], swiftSettings: strict),
        .executableTarget(
            name: "report",
            dependencies: [
                .product(name: "VoicedeskRecords", package: "voicedesk"), .product(name: "GRDB", package: "GRDB.swift"),
            ],
            swiftSettings: strict),
        .executableTarget(
            name: "benchmarks",
            dependencies: [
                "AllocationCount", .product(name: "VoicedeskEngine", package: "voicedesk"),
                .product(name: "GRDB", package: "GRDB.swift"),
            ],
            swiftSettings: strict),
    ],
    swiftLanguageModes: [.v6]
)
