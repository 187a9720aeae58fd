import Desk
import DeskFolder
import Foundation
import Testing

@Suite("Files that were damaged") struct MutationTests {
    /// A small generator with a seed, so that a failure can be repeated.
    private struct Generator: RandomNumberGenerator {
        var state: UInt64

        mutating func next() -> UInt64 {
            state &+= 0x9E37_79B9_7F4A_7C15
            var z = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
            z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
            return z ^ (z >> 31)
        }
    }

    private static func damage(_ text: String, _ generator: inout Generator) -> String {
        var bytes = Array(text.utf8)
        let alphabet = Array("\u{0}\t\n \"'#%&*,-.:<>?@[]{}|!\\0129aezé\u{FF}~`=+".utf8)
        for _ in 0..<Int.random(in: 1...4, using: &generator) {
            guard let place = bytes.indices.randomElement(using: &generator) else { return "" }
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
        return String(decoding: bytes, as: UTF8.self)
    }

    @Test("are refused with places inside them, and never trap", arguments: 0..<6)
    func mutations(_ part: Int) throws {
        let files = try ["desk.yaml", "rota.yaml", "prompts/catalogue.yaml"]
            + FileManager.default.contentsOfDirectory(atPath: Repository.root + "/callflows").sorted()
            .filter { $0.hasSuffix(".yaml") }.map { "callflows/\($0)" }
        var generator = Generator(state: UInt64(part))
        var refused = 0
        for round in 0..<500 {
            let file = files[(round + part) % files.count]
            let text = try String(contentsOfFile: "\(Repository.root)/\(file)", encoding: .utf8)
            let damaged = Self.damage(text, &generator)
            let lines = damaged.split(separator: "\n", omittingEmptySubsequences: false).count
            do throws(Problems) {
                _ = try DeskFolder.load(at: Repository.root, overlay: [file: damaged])
            } catch {
                refused += 1
                #expect(!error.all.isEmpty)
                let own = error.all.filter { $0.place.file.hasSuffix(file) }
                #expect(own.allSatisfy { (1...lines).contains($0.place.line) && $0.place.column >= 1 }, "\(error)")
            }
        }
        #expect(refused > 250)
    }

    @Test("damaged worlds never trap")
    func worlds() throws {
        let policy = try SmallDesk.load().policy
        var generator = Generator(state: 42)
        for _ in 0..<2000 {
            let damaged = Self.damage(SmallDesk.world, &generator)
            let world = try? WorldFile.read(damaged, file: "w", policy: policy, hasher: KeyedPasscodeHasher.ephemeral())
            if let world {
                let written = WorldFile.write(world, zone: policy.zone)
                #expect(throws: Never.self) {
                    try WorldFile.read(written, file: "w", policy: policy, hasher: KeyedPasscodeHasher.ephemeral())
                }
            }
        }
    }
}
