import Foundation
import Logging
import Settings

/// The log of the server: lines to read, or a JSON object a line, on the standard error.
enum LogOutput {
    /// The logger that settings ask for.
    static func logger(_ settings: LogSettings) -> Logger {
        var logger: Logger
        switch settings.format {
        case .text: logger = Logger(label: "voicedesk") { StreamLogHandler.standardError(label: $0) }
        case .json: logger = Logger(label: "voicedesk") { _ in JSONLogHandler() }
        }
        logger.logLevel = Logger.Level(rawValue: settings.level.rawValue) ?? .info
        return logger
    }
}

/// Writes log messages as JSON objects, one a line: time, level, message, and the metadata beside them.
struct JSONLogHandler: LogHandler {
    var metadata: Logger.Metadata = [:]
    var logLevel = Logger.Level.info

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
        var fields: [String: String] = [:]
        for (key, value) in metadata.merging(event.metadata ?? [:], uniquingKeysWith: { $1 }) {
            fields[key] = value.description
        }
        fields["time"] = Date().formatted(.iso8601.time(includingFractionalSeconds: true))
        fields["level"] = event.level.rawValue
        fields["message"] = event.message.description
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        // A line is written in one piece, so that those of several threads do not mix.
        guard var line = try? encoder.encode(fields) else { return }
        line.append(0x0A)
        FileHandle.standardError.write(line)
    }
}
