import Desk
import Foundation
import TestSupport
import Testing

@testable import DeskFolder

@Suite("Files that were damaged") struct MutationTests {
    private static func damage(_ text: [UInt8], _ generator: inout SplitMix64) -> [UInt8] {
        var bytes = text
        let alphabet = Array("\u{0}\t\n\r \"'#%&*,-.:<>?@[]{}|!\\0129aezé\u{FF}~`=+".utf8)
        for _ in 0..<Int.random(in: 1...4, using: &generator) {
            guard let place = bytes.indices.randomElement(using: &generator) else { return [] }
            let length = min(Int.random(in: 1...12, using: &generator), bytes.count - place)
            switch Int.random(in: 0..<5, using: &generator) {
            case 0: bytes[place] = alphabet.randomElement(using: &generator) ?? 0
            case 1: bytes.removeSubrange(place..<place + length)
            case 2: bytes.insert(contentsOf: bytes[place..<place + length], at: place)
            case 3:
                let from = Int.random(in: 0...bytes.count - length, using: &generator)
                bytes.insert(contentsOf: bytes[from..<from + length], at: place)
            default: bytes[place] = UInt8.random(in: 0...255, using: &generator)
            }
        }
        return bytes
    }

    /// The problems of one file by itself.
    private static func problems(_ file: String, _ bytes: [UInt8]) -> [Problem] {
        let root: YAMLNode
        do throws(Problem) { root = try YAMLReader.read(bytes, file: file) } catch { return [error] }
        switch file {
        case "desk.yaml": return PolicyReader.read(root).problems
        case "rota.yaml": return RotaReader.read(root, zone: .utc).problems
        case "prompts/catalogue.yaml": return CatalogueReader.read(root, languages: [.french]).problems
        default: return FlowReader.read(root, name: "x", hash: "").problems
        }
    }

    private static func shippedFiles() throws -> [(name: String, bytes: [UInt8])] {
        let flows = try FileManager.default.contentsOfDirectory(atPath: Repository.root + "/callflows")
        let names =
            ["desk.yaml", "rota.yaml", "prompts/catalogue.yaml"]
            + flows.sorted().filter { $0.hasSuffix(".yaml") }.map { "callflows/\($0)" }
        let telephony = ("desk.yaml", Array((SmallDesk.desk + TelephonyDesk.part).utf8))
        return try names.map { ($0, Array(try Data(contentsOf: URL(fileURLWithPath: "\(Repository.root)/\($0)")))) }
            + [telephony]
    }

    @Test("are refused with places inside them, and never trap")
    func files() throws {
        let files = try Self.shippedFiles()
        var generator = SplitMix64(seed: 1)
        var refused = 0
        for round in 0..<3000 {
            let file = files[round % files.count]
            let damaged = Self.damage(file.bytes, &generator)
            let problems = Self.problems(file.name, damaged)
            if !problems.isEmpty { refused += 1 }
            let lines = damaged.count { $0 == UInt8(ascii: "\n") } + 1
            #expect(problems.allSatisfy { (1...lines).contains($0.place.line) && $0.place.column >= 1 }, "\(problems)")
        }
        #expect(refused > 1500)
    }

    @Test("never trap while a whole desk is linked")
    func desks() throws {
        let names = SmallDesk.files.keys.sorted()
        var generator = SplitMix64(seed: 2)
        for round in 0..<600 {
            let name = names[round % names.count]
            let damaged = Self.damage(Array((SmallDesk.files[name] ?? "").utf8), &generator)
            _ = try? SmallDesk.load([name: String(decoding: damaged, as: UTF8.self)])
        }
    }

    @Test("may be worlds; one that is still read is written so that it reads back")
    func worlds() throws {
        let policy = try SmallDesk.load().policy
        let hasher = KeyedPasscodeHasher.ephemeral()
        var generator = SplitMix64(seed: 42)
        for _ in 0..<2000 {
            let damaged = String(decoding: Self.damage(Array(SmallDesk.world.utf8), &generator), as: UTF8.self)
            guard let world = try? WorldFile.read(damaged, file: "w", policy: policy, hasher: hasher) else { continue }
            let written = WorldFile.write(world, zone: policy.zone)
            #expect(throws: Never.self) { try WorldFile.read(written, file: "w", policy: policy, hasher: hasher) }
        }
    }
}
