import Desk
import DeskFolder
import Foundation

/// The scenarios of a desk: the files `drills/*.yaml` of its folder.
public struct DrillLibrary: Sendable {
    /// The desk that they are played on.
    public let desk: DrillDesk
    private let path: String

    /// The scenarios of a desk's folder.
    public init(_ folder: DeskFolder) {
        desk = DrillDesk(folder)
        path = folder.path
    }

    /// The most scenarios of a desk.
    public static let limit = 500

    /// The names of all scenarios, in order.
    public var names: [String] { list("drills") }

    /// Reads one scenario, by its name or its file, and makes sure that it can be played as it says.
    ///
    /// - Throws: everything that is wrong with it.
    public func scenario(_ name: String) throws(Problems) -> Scenario {
        let isFile = name.hasSuffix(".yaml")
        let file = isFile ? name : file("drills/\(name).yaml")
        if !isFile, !names.contains(name) {
            throw Problems([
                Problem(
                    SourcePlace(file: file), "there is no drill '\(name)'", mend: NearestName.mend(name, among: names))
            ])
        }
        return try ScenarioFile.load(file, desk: desk, worlds: worlds)
    }

    /// The worlds of the desk.
    var worlds: ScenarioReader.WorldLookup {
        .init(names: list("worlds")) { [self] name throws(Problem) in
            let file = file("worlds/\(name).yaml")
            return try YAMLReader.read(try FileBytes.read(file, named: file), file: file)
        }
    }

    private func file(_ name: String) -> String { path.isEmpty || path == "." ? name : "\(path)/\(name)" }

    private func list(_ folder: String) -> [String] {
        let found = (try? FileManager.default.contentsOfDirectory(atPath: file(folder))) ?? []
        return Array(
            found.filter { $0.hasSuffix(".yaml") && !$0.hasPrefix(".") }.map { String($0.dropLast(5)) }.sorted()
                .prefix(Self.limit))
    }
}

/// Reading scenario files.
public enum ScenarioFile {
    /// Reads and proves a scenario.
    static func load(_ file: String, desk: DrillDesk, worlds: ScenarioReader.WorldLookup) throws(Problems) -> Scenario {
        let bytes: [UInt8]
        do throws(Problem) { bytes = try FileBytes.read(file, named: file) } catch { throw Problems([error]) }
        return try read(bytes, file: file, desk: desk, worlds: worlds)
    }

    /// Reads and proves a scenario's text, whose world is written out in it.
    public static func read(_ text: String, file: String, desk: DrillDesk) throws(Problems) -> Scenario {
        try read(
            Array(text.utf8), file: file, desk: desk,
            worlds: .init(names: []) { name throws(Problem) in
                throw Problem(SourcePlace(file: file), "there is no world '\(name)'", mend: "write it out")
            })
    }

    static func read(_ bytes: [UInt8], file: String, desk: DrillDesk, worlds: ScenarioReader.WorldLookup)
        throws(Problems) -> Scenario
    {
        let root: YAMLNode
        do throws(Problem) { root = try YAMLReader.read(bytes, file: file) } catch { throw Problems([error]) }
        let name = String((file.split(separator: "/").last ?? "").dropLast(file.hasSuffix(".yaml") ? 5 : 0))
        var reader = ScenarioReader(
            root, name: name, hash: FileBytes.hash(bytes), desk: desk, worlds: worlds)
        guard let scenario = reader.read() else { throw Problems(reader.problems) }
        let failures = ScenarioProof.failures(of: scenario, desk: desk)
        guard failures.isEmpty else { throw Problems(failures.map { problem($0, in: root) }) }
        return scenario
    }

    private static func problem(_ failure: ScenarioProof.Failure, in root: YAMLNode) -> Problem {
        let node: YAMLNode?
        switch failure.about {
        case .line(let id): node = root["rubric"]?.items.first { $0["id"]?.text == id }
        case .mistake(let index):
            let all = root["mistakes"]?.items ?? []
            node = all.indices.contains(index) ? all[index] : root["mistakes"]
        case .passMark: node = root["pass"]
        case .solution: node = root["solution"]
        }
        return Problem(node?.place ?? root.place, failure.message, mend: failure.mend)
    }
}
