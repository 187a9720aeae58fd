import AudioFiles
import Desk
import Foundation
import Prompts
import Subprocess
import SystemPackage

/// Runs the program that turns text into sound: text on its standard input, a sound file on its standard output.
struct SpeechEngine: Sendable {
    /// The largest sound file that is taken: ten minutes at 48 kHz.
    static let byteLimit = 60_000_000

    let command: [String]
    let language: Language
    /// Where the program runs; a relative path in the command starts here.
    let folder: String
    /// The longest that one phrase may take.
    var timeLimit = Duration.seconds(60)

    /// Speaks a text as a prompt: trimmed, and as loud as all the others.
    ///
    /// - Parameter name: how the recording is called in messages.
    /// - Throws: what went wrong with the program or its sound.
    func speak(_ text: String, named name: String) async throws(Problem) -> Recording {
        let bytes = try await run(text, named: name)
        let spoken = try AudioFile.decode(bytes, named: name, lengthIsReliable: false).recording
        return try RecordingStates.mastering.master(spoken, named: name).recording
    }

    private func run(_ text: String, named name: String) async throws(Problem) -> [UInt8] {
        guard let program = command.first else {
            throw Problem(
                SourcePlace(file: name), "no program speaks '\(language.rawValue)'",
                mend: "name one under 'speech' in desk.yaml")
        }
        let executable: Executable = program.contains("/") ? .path(FilePath(program)) : .name(program)
        let outcome: Outcome
        do {
            let (input, errors) = (try Self.file(holding: text), try Self.file(holding: ""))
            defer { try? errors.close() }
            var options = PlatformOptions()
            // A group of its own, which ends as a whole: what a script started ends with it.
            options.processGroupID = 0
            options.teardownSequence = [.send(signal: .kill, toProcessGroup: true, allowedDurationToNextStep: .zero)]
            let platformOptions = options
            outcome = try await limited {
                let result = try await Subprocess.run(
                    executable, arguments: Arguments(Array(command.dropFirst())),
                    workingDirectory: FilePath(folder.isEmpty ? "." : folder), platformOptions: platformOptions,
                    input: .fileDescriptor(input, closeAfterSpawningProcess: true),
                    output: .bytes(limit: Self.byteLimit),
                    error: .fileDescriptor(errors, closeAfterSpawningProcess: false))
                return .ended(
                    result.standardOutput,
                    failure: result.terminationStatus.isSuccess ? nil : Self.lastLine(of: errors))
            }
        } catch let error as SubprocessError where error.code == .outputLimitExceeded {
            throw Problem(
                SourcePlace(file: name), "the program '\(program)' wrote more than \(Self.byteLimit) bytes",
                mend: "let it write one sound file and nothing else to its standard output")
        } catch {
            throw Problem(
                SourcePlace(file: name), "the program '\(program)' cannot be run (\(Self.words(for: error)))",
                mend: "install it, or name another under 'speech' in desk.yaml")
        }
        switch outcome {
        case .late:
            throw Problem(
                SourcePlace(file: name),
                "the program '\(program)' took longer than \(timeLimit.milliseconds) ms",
                mend: "try it by hand with this text: \(text)")
        case .ended(_, let failure?):
            throw Problem(
                SourcePlace(file: name), "the program '\(program)' failed (\(failure))",
                mend: "correct 'speech' in desk.yaml, or try the program by hand")
        case .ended(let bytes, nil): return bytes
        }
    }

    /// The last line that a program wrote to its standard error; what it wrote before is of no interest and may be of any length.
    private static func lastLine(of file: FileDescriptor) -> String {
        var bytes = [UInt8](repeating: 0, count: 4_096)
        guard let end = try? file.seek(offset: 0, from: .end),
            let count = try? bytes.withUnsafeMutableBytes({
                try file.read(fromAbsoluteOffset: max(0, end - 4_096), into: $0)
            })
        else { return "it says nothing" }
        let lines = String(decoding: bytes.prefix(count), as: UTF8.self).split(whereSeparator: \.isNewline)
        return lines.last.map(String.init) ?? "it says nothing"
    }

    /// A nameless file with the text in it, read from its beginning.
    ///
    /// No pipe: writing to a program that has ended already would end this process, too (SIGPIPE).
    private static func file(holding text: String) throws -> FileDescriptor {
        let path = FilePath(NSTemporaryDirectory()).appending("voicedesk-\(UUID().uuidString)")
        let file = try FileDescriptor.open(
            path, .readWrite, options: [.create, .exclusiveCreate, .closeOnExec], permissions: .ownerReadWrite)
        do {
            try FileManager.default.removeItem(atPath: path.string)
            try file.writeAll(text.utf8)
            try file.seek(offset: 0, from: .start)
        } catch {
            try file.close()
            throw error
        }
        return file
    }

    private enum Outcome: Sendable {
        case ended([UInt8], failure: String?)
        case late
    }

    /// Runs a program for at most the time limit; it is killed when that is over.
    private func limited(_ body: @escaping @Sendable () async throws -> Outcome) async throws -> Outcome {
        try await withThrowingTaskGroup(of: Outcome.self) { group in
            group.addTask { try await body() }
            group.addTask {
                try await Task.sleep(for: timeLimit)
                return .late
            }
            let first = try await group.next() ?? .late
            group.cancelAll()
            return first
        }
    }

    private static func words(for error: any Error) -> String {
        String(describing: error).split(separator: "\n").first.map(String.init) ?? "unknown"
    }
}
