import Foundation
import Testing
import TransparencyLog

/// Runs the verifier that goes with every bundle, which shares no line with the program.
enum PythonVerifier {
    static let script = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .appendingPathComponent("../../../Sources/Evidence/verify.py").standardized.path

    private static let interpreter = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .appendingPathComponent("../../../.build/python/bin/python").standardized.path

    struct Verdict: Decodable {
        struct Part: Decodable {
            let holds: Bool?
            let verdict: String?
            let findings: [String]
        }
        let holds: Bool
        let integrity: Part
        let completeness: Part
        let entries: Int
        let erased: Int
        let size: Int
        let root: String
    }

    static func run(_ arguments: [String], script: String? = script) throws -> (code: Int32, output: Data) {
        let process = Process()
        // Made by docs/scripts/python-tools, as 'make test' does; without it the tests fail.
        process.executableURL = URL(fileURLWithPath: Self.interpreter)
        process.arguments = (script.map { [$0] } ?? []) + arguments
        let output = Pipe()
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        try process.run()
        let data = try output.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        return (process.terminationStatus, data)
    }

    static func verdict(_ arguments: [String]) throws -> Verdict {
        let (code, output) = try run(arguments + ["--json"])
        let verdict = try JSONDecoder().decode(Verdict.self, from: output)
        #expect(code == (verdict.holds ? 0 : 1))
        return verdict
    }
}
