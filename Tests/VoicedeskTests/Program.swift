import Foundation
import Testing

/// The built program, run as a user runs it.
enum Program {
    /// What a run printed and how it ended.
    struct Run {
        let status: Int32
        let output: String
        let errors: String
    }

    /// The repository's root, which is the shipped desk.
    static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().path

    /// The program that was built with these tests.
    static let path: String = {
        let products = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent()
        return products.appending(path: "voicedesk").path
    }()

    /// Runs the program in a folder, the shipped desk's if none is named.
    static func run(
        _ arguments: [String], in folder: String = root, input: String = "", environment: [String: String] = [:]
    ) throws -> Run {
        let process = Process()
        process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
        process.executableURL = URL(filePath: path)
        process.arguments = arguments
        process.currentDirectoryURL = URL(filePath: folder)
        let (output, errors, inputPipe) = (Pipe(), Pipe(), Pipe())
        process.standardOutput = output
        process.standardError = errors
        process.standardInput = inputPipe
        try process.run()
        inputPipe.fileHandleForWriting.write(Data(input.utf8))
        try inputPipe.fileHandleForWriting.close()
        // Both pipes are drained at once: a full one would stop the program.
        let collector = Collector()
        let group = DispatchGroup()
        for (handle, isError) in [(output.fileHandleForReading, false), (errors.fileHandleForReading, true)] {
            DispatchQueue.global().async(group: group) { collector.add(handle.readDataToEndOfFile(), isError: isError) }
        }
        group.wait()
        process.waitUntilExit()
        return Run(status: process.terminationStatus, output: collector.output, errors: collector.errors)
    }

    private final class Collector: @unchecked Sendable {
        private let lock = NSLock()
        private var data: [Bool: Data] = [:]

        func add(_ more: Data, isError: Bool) { lock.withLock { data[isError, default: Data()] += more } }
        var output: String { lock.withLock { String(decoding: data[false] ?? Data(), as: UTF8.self) } }
        var errors: String { lock.withLock { String(decoding: data[true] ?? Data(), as: UTF8.self) } }
    }
}

/// A folder that is removed at the end of a test.
final class TemporaryFolder {
    let path: String

    init() throws {
        path = FileManager.default.temporaryDirectory.appending(path: "voicedesk-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    /// The path of a file in the folder.
    func file(_ name: String) -> String { path + "/" + name }

    /// Writes a file into the folder.
    func write(_ text: String, to name: String) throws -> String {
        try text.write(toFile: file(name), atomically: true, encoding: .utf8)
        return file(name)
    }
}
