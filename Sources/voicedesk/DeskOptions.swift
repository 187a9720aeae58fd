import ArgumentParser
import CallFlow
import Desk
import DeskFolder
import Foundation

/// The options that every command about a desk takes.
struct DeskOptions: ParsableArguments {
    @Option(name: .long, help: ArgumentHelp("The desk's folder.", valueName: "dir"), completion: .directory)
    var desk: String = ProcessInfo.processInfo.environment["VOICEDESK_DESK"] ?? "."

    /// Reads the desk.
    func load() throws -> DeskFolder { try DeskFolder.load(at: desk) }

    /// Reads the desk and makes sure that its flows may answer calls.
    func loadChecked() throws -> DeskFolder {
        let folder = try load()
        let problems = folder.programs.values.flatMap { FlowChecker.check($0) }
        if !problems.isEmpty { throw Problems(problems) }
        return folder
    }
}

/// Reading what people write on the command line.
enum Reading {
    /// The number that is meant by `emergency`, `managerial`, or a telephone number of the desk.
    static func number(_ text: String, in policy: Policy) throws -> NumberRole {
        if let role = NumberRole(rawValue: text) { return role }
        if let phone = PhoneNumber(text), let number = policy.number(dialled: phone) { return number.role }
        let known = policy.numbers.map { "\($0.role.rawValue) (\($0.phone))" }.sorted().joined(separator: ", ")
        throw Unusable("'\(text)' is no number of this desk", mend: "use one of \(known)")
    }

    /// An instant, in the desk's zone where it names none; a day alone is its first moment.
    static func instant(_ text: String, option: String, in zone: ZoneRules) throws -> Instant {
        if let instant = Timestamp.parse(text, in: zone) { return instant }
        if let date = Timestamp.parseDate(text) { return zone.start(of: date) }
        throw Unusable(
            "\(option): '\(text)' is no time",
            mend:
                "write it like 2026-03-10T20:30:00+01:00; without an offset it is \(zone.identifier)'s, without a time the start of the day"
        )
    }

    /// A time: a month, a day, or two times with `..` between, of which the second is the first moment after it.
    static func time(_ text: String, option: String, in zone: ZoneRules) throws -> Range<Instant> {
        let parts = text.split(separator: "-").map { Int($0) }
        if parts.count == 2, let year = parts[0], let month = parts[1],
            let first = LocalDate(year: year, month: month, day: 1),
            let next = LocalDate(year: month == 12 ? year + 1 : year, month: month == 12 ? 1 : month + 1, day: 1)
        {
            return zone.start(of: first)..<zone.start(of: next)
        }
        if let day = Timestamp.parseDate(text) { return zone.start(of: day)..<zone.start(of: day.adding(days: 1)) }
        if let dots = text.firstRange(of: "..") {
            let from = try instant(String(text[..<dots.lowerBound]), option: option, in: zone)
            let until = try instant(String(text[dots.upperBound...]), option: option, in: zone)
            if from < until { return from..<until }
        }
        throw Unusable(
            "\(option): '\(text)' is no time",
            mend: "write a month like 2026-10, a day like 2026-10-03, or two times with .. between")
    }

    /// A telephone number; nothing for `anonymous`.
    static func phone(_ text: String?) throws -> PhoneNumber? {
        guard let text, text != "anonymous" else { return nil }
        if let phone = PhoneNumber(text) { return phone }
        throw Unusable("--from: '\(text)' is no telephone number", mend: "write it like +33612345678, or 'anonymous'")
    }

    /// A client number.
    static func client(_ text: String) throws -> ClientNumber {
        if let number = ClientNumber(text) { return number }
        throw Unusable("--client: '\(text)' is no client number", mend: "give its five digits")
    }

    /// A world: a file, the name of one of the desk's worlds, or `-` for the standard input.
    static func world(_ name: String, desk: DeskFolder, hasher: any PasscodeHasher) throws -> World {
        let (text, file) = try worldText(name, desk: desk)
        return try WorldFile.read(text, file: file, policy: desk.policy, hasher: hasher)
    }

    /// The text of a world, and the file that it stands in.
    static func worldText(_ name: String, desk: DeskFolder) throws -> (text: String, file: String) {
        if name == "-" {
            return (String(decoding: FileHandle.standardInput.readDataToEndOfFile(), as: UTF8.self), "<stdin>")
        }
        let manager = FileManager.default
        let folder = desk.path == "." ? "worlds" : desk.path + "/worlds"
        for path in [name, "\(folder)/\(name).yaml"] where manager.fileExists(atPath: path) {
            do {
                return (try String(contentsOfFile: path, encoding: .utf8), path)
            } catch {
                throw Unusable("--world: '\(path)' cannot be read", mend: "name a readable YAML file in UTF-8")
            }
        }
        let names = ((try? manager.contentsOfDirectory(atPath: folder)) ?? []).filter { $0.hasSuffix(".yaml") }
            .map { String($0.dropLast(5)) }.sorted()
        throw Unusable(
            "--world: there is no '\(name)'", mend: "name a file, or one of \(names.joined(separator: ", "))")
    }
}
