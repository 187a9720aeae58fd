import AudioFiles
import Foundation
import Testing

/// Speaks with espeak-ng, which writes a WAV to a pipe.
enum Espeak {
    static let french = "Bonjour, vous êtes au service d'urgence. Tapez votre numéro de client, puis la touche dièse."
    static let english =
        "Hello. This is the emergency line. Please enter your client number, followed by the pound key."

    static func wav(_ text: String, voice: String = "fr") throws -> [UInt8] {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["espeak-ng", "-v", voice, "--stdout", text]
        let pipe = Pipe()
        process.standardOutput = pipe
        try process.run()
        let data = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        #expect(process.terminationStatus == 0, "espeak-ng is installed")
        return Array(data)
    }

    static func recording(_ text: String, voice: String = "fr") throws -> Recording {
        try AudioFile.decode(try wav(text, voice: voice), named: "espeak-ng", lengthIsReliable: false).recording
    }
}

extension Recording {
    /// The same sound, louder or softer; what does not fit is clipped.
    func amplified(by decibels: Double) -> Recording {
        let factor = pow(10, decibels / 20)
        return Recording(samples: samples.map { Int16(max(-32_768, min(32_767, (Double($0) * factor).rounded()))) })
    }
}
