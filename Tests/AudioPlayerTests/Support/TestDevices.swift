import Foundation
import Glibc

/// Devices of ALSA's own plugins, in a folder of the test's; `null` takes and gives samples at any speed.
struct TestDevices {
    let folder: URL

    /// Makes the folder and has ALSA read the test's own devices from now on.
    init() throws {
        _ = Self.configuration
        folder = URL.temporaryDirectory.appending(path: "sound-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    }

    /// Removes the folder.
    func remove() { try? FileManager.default.removeItem(at: folder) }

    func path(_ name: String) -> String { folder.appending(path: name).path }

    /// A device that plays into a file.
    func writing(_ name: String, format: String = "raw") -> String { "file:'\(path(name))',\(format)" }

    /// A device that records what a file of raw samples holds.
    func reading(_ name: String) -> String { "voicedesk_reading:'\(path(name))'" }

    /// The 16-bit samples of a file, after `skipping` bytes.
    func samples(_ name: String, skipping: Int = 0) throws -> [Int16] {
        let bytes = [UInt8](try Data(contentsOf: URL(filePath: path(name)))).dropFirst(skipping)
        return stride(from: bytes.startIndex, to: bytes.endIndex - 1, by: 2).map {
            Int16(bitPattern: UInt16(bytes[$0]) | UInt16(bytes[$0 + 1]) << 8)
        }
    }

    func write(_ samples: [Int16], to name: String) throws {
        let bytes = samples.flatMap { [UInt8(truncatingIfNeeded: $0), UInt8(truncatingIfNeeded: $0 >> 8)] }
        try Data(bytes).write(to: URL(filePath: path(name)))
    }

    /// ALSA looks at the environment whenever it opens a device and reads the file anew if that changed, so the one
    /// moment that counts is before the first device of these tests.
    private static let configuration: Void = {
        let file = URL.temporaryDirectory.appending(path: "sound-\(getpid()).conf")
        let text = """
            </usr/share/alsa/alsa.conf>
            pcm.voicedesk_reading {
                @args [ FILE ]
                @args.FILE { type string }
                type file
                slave.pcm null
                file /dev/null
                infile $FILE
                format raw
            }
            """
        do {
            try Data(text.utf8).write(to: file)
        } catch {
            fatalError("the test's sound devices cannot be set up: \(error)")
        }
        setenv("ALSA_CONFIG_PATH", file.path, 1)
        atexit { unlink(getenv("ALSA_CONFIG_PATH")) }
    }()
}

/// A clip in which no sample is silent and neighbours differ.
func ramp(_ count: Int, from start: Int = 0) -> [Int16] {
    (start..<start + count).map { Int16($0 % 30_000 + 1) }
}
