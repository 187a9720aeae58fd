import Foundation
import Testing

@testable import AudioPlayer

/// Each test runs in a process of its own: other tests open and close things meanwhile.
@Suite("What lines leave behind", .enabled(if: SoundDevices.isSupported))
struct LeakTests {
    /// What the process holds.
    struct Holdings {
        let files = Self.count("fd")
        let threads = Self.count("task")
        /// Address space in KiB; a thread that nobody joined keeps its stack, 2 MiB or more.
        let space = Self.addressSpace

        static func count(_ directory: String) -> Int {
            (try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/\(directory)").count) ?? 0
        }

        static var addressSpace: Int {
            let status = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
            return status.split(separator: "\n").first { $0.hasPrefix("VmSize:") }
                .flatMap { Int($0.filter(\.isNumber)) } ?? 0
        }
    }

    @Test("A thousand lines leave no file and no thread behind", .timeLimit(.minutes(2)))
    func thousand() async {
        await #expect(processExitsWith: .success) {
            let devices = try TestDevices()
            defer { devices.remove() }
            func open() throws {
                let line = try LiveLine(device: "null", source: { _ in }, onFailure: LiveLineTests.unexpected)
                #expect(!line.close().isStuck)
            }
            try open()
            let before = Holdings()
            for _ in 0..<1_000 { try open() }
            let after = Holdings()
            #expect(before.files > 0 && before.threads > 0 && before.space > 0)
            #expect(after.files - before.files < 10)
            #expect(after.threads - before.threads < 10)
            #expect(after.space - before.space < 500_000)
        }
    }

    @Test("Devices that are refused leave no file behind")
    func refused() async {
        await #expect(processExitsWith: .success) {
            let devices = try TestDevices()
            defer { devices.remove() }
            let before = Holdings()
            for _ in 0..<300 {
                #expect(throws: SoundDeviceError.self) { try Playout.play([1], on: "file:/dev/full,raw") }
                #expect(throws: SoundDeviceError.self) {
                    try Capture.record(from: "nosuchdevice", limit: .seconds(1))
                }
            }
            #expect(Holdings().files - before.files < 10)
        }
    }
}
