import Foundation
import Testing

@testable import TransparencyLog

@Suite("Signed notes") struct NoteTests {
    /// A key and a checkpoint as another implementation of Ed25519 (Python's cryptography) makes them.
    private static let key = "desk.example/log+da8409ab+AfiiplwdL34+Og3JgwDcs5kuj8j27gu1IaDWNDmekxV9"
    private static let note = """
        desk.example/log
        17
        2cLWa1IsJSJyj1Of+fZ7hdQN7/8JX8ilKMmU9PNbs94=

        — desk.example/log 2oQJq0fJ8lMe6mDy7PFxhRkqQdf++tgVdRf5UxjbSXv0r/hTtO9wWNQt7DAq0UG75EA8asJmXxxLInLR/+XpGYh7wQo=

        """

    @Test("A key and a note of another implementation are read and hold") func foreign() throws {
        let verifier = try #require(NoteVerifier(Self.key))
        #expect(verifier.description == Self.key)
        #expect(verifier.name == "desk.example/log")
        let note = try #require(SignedNote(Self.note))
        #expect(note.description == Self.note)
        #expect(note.isSigned(by: verifier))
        #expect(Checkpoint(note.text)?.root == .leaf(Array("entry".utf8)))
        let other = try #require(SignedNote(Self.note.replacing("17", with: "18")))
        #expect(!other.isSigned(by: verifier))
    }

    @Test("What is signed is verified by the same key and no other") func signing() throws {
        let (one, two) = (
            try #require(NoteSigner(name: "desk.example/log")), try #require(NoteSigner(name: "desk.example/log"))
        )
        let checkpoint = Checkpoint(origin: "desk.example/log", size: 17, root: .leaf([1]))
        let note = try checkpoint.signed(by: one)
        let read = try #require(SignedNote(note.description))
        #expect(read == note)
        #expect(Checkpoint(read.text) == checkpoint)
        #expect(read.isSigned(by: one.verifier))
        #expect(!read.isSigned(by: two.verifier))
        #expect(try #require(NoteSigner(one.secretText)).verifier == one.verifier)
        #expect(NoteVerifier(one.verifier.description) == one.verifier)
        // One good and one bad signature of the same key: bad.
        let other = try SignedNote("other\n", by: [one]).description.split(separator: "\n")[1]
        let lines = note.description + other + "\n"
        #expect(try #require(SignedNote(lines)).signatures.count == 2)
        #expect(!(try #require(SignedNote(lines)).isSigned(by: one.verifier)))
    }

    @Test("What is no note, no key or no checkpoint is not read") func refused() throws {
        let good = Self.note
        for bad in [
            "", "\n", "\n\n", String(good.dropLast()), good.replacing("\n\n", with: "\n"),
            good.replacing("—", with: "-"),
            good.replacing("— desk", with: "— a desk"), good.replacing("2oQJq0", with: "2oQJq"),
            good + "\n", good.replacing("17", with: "17\r"), good + "— desk.example/log AAAA\n",
        ] { #expect(SignedNote(bad) == nil, "\(bad)") }
        for bad in [
            "", "desk.example/log", "desk.example/log+da8409ab", Self.key + "A",
            Self.key.replacing("+da84", with: "+0000"),
            Self.key.replacing("desk", with: "desk "), Self.key.replacing("+Af", with: "+Bf"),
        ] { #expect(NoteVerifier(bad) == nil, "\(bad)") }
        #expect(NoteSigner("PRIVATE+KEY+" + Self.key) == nil)
        #expect(NoteSigner(name: "a b") == nil)
        #expect(NoteSigner(name: "a+b") == nil)
        #expect(NoteSigner(name: "") == nil)
        #expect(NoteSigner(name: String(repeating: "a", count: 201)) == nil)
        let root = Data(TreeHash.empty.bytes).base64EncodedString()
        #expect(Checkpoint("a\n0\n\(root)\n")?.size == 0)
        #expect(Checkpoint("a\n5\n\(root)\nmore\n")?.size == 5)
        for bad in [
            "a\n05\n\(root)\n", "a\n-1\n\(root)\n", "\n5\n\(root)\n", "a\n5\nAAAA\n", "a\n5\n\(root)",
            "a\n99999999999999999999\n\(root)\n",
        ] {
            #expect(Checkpoint(bad) == nil, "\(bad)")
        }
    }
}
