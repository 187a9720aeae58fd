import CallTests
import Desk
import DeskFolder
import Foundation
import Testing

@Suite("Malformed stories") struct MalformedStoriesTests {
    static let good = """
        title: A good file
        world: evening
        stories:
          one:
            title: First
            call:
              number: emergency
              from: "+33612345678"
              technicians: { alice: accept }
              caller:
                - hear: ask-client-number
                - press: "12345"
                - { hear: ticket-found, within: 30s }
                - hang-up
              expect:
                verdict: abandoned
                charge: none

        """

    @Test("the good file is good")
    func isGood() throws { #expect(try StoryFiles.problems(["file.yaml": Self.good]) == []) }

    @Test("are told with their place, what is wrong and how to mend it", arguments: changes)
    func change(_ change: MalformedStory) throws {
        #expect(Self.good.contains(change.old))
        let text = Self.good.replacingOccurrences(of: change.old, with: change.new)
        let problems = try StoryFiles.problems(["file.yaml": text])
        // Files come in the order of their paths, which is that of the folder in which this runs.
        #expect(problems.sorted() == change.expected.sorted(), "\(problems)")
    }

    static let changes: [MalformedStory] = shapes + actions + people + expectations + times

    @Test(
        "with several calls: their order in time is told",
        arguments: [
            ("", "7:9: a further call says neither 'at' nor 'after': add 'after: 5m', or a time"),
            (
                "at: 2026-03-10T20:30:00+01:00, ",
                "7:15: the call is not later than the one before it: write them in their order"
            ),
            (
                "at: 2026-03-10T19:30:00+01:00, ",
                "7:15: the call is not later than the one before it: write them in their order"
            ),
            ("at: 2026-03-10T21:30:00+01:00, after: 3m, ", "7:49: a call has both 'at' and 'after': keep one of them"),
            ("after: 500d, ", "7:18: 'after' is '500d': write a duration from 0s to 400d, such as 8s, 2m or 1h30m"),
        ])
    func order(_ time: String, _ problem: String) throws {
        let text = """
            world: evening
            stories:
              one:
                title: First
                calls:
                  - { number: emergency, expect: { verdict: refused } }
                  - { \(time)number: emergency, expect: { verdict: refused } }

            """
        let problems = try StoryFiles.problems(["file.yaml": text])
        #expect(problems == ["file.yaml:\(problem)"], "\(problems)")
    }

    @Test("of too many calls, or of none, are refused")
    func calls() throws {
        let call = "      - { number: emergency, after: 1m, expect: { verdict: refused } }\n"
        func text(_ calls: String) -> String {
            "world: evening\nstories:\n  one:\n    title: First\n    calls:\(calls)"
        }
        #expect(
            try StoryFiles.problems(["file.yaml": text("\n" + String(repeating: call, count: 21))]) == [
                "file.yaml:6:7: 'calls' has 21 entries: give 1 to 20"
            ])
        #expect(
            try StoryFiles.problems(["file.yaml": text(" []\n")]) == [
                "file.yaml:5:12: 'calls' has no entries: give 1 to 20"
            ])
    }

    @Test("a world with something wrong in it is told once, however many stories name it")
    func brokenWorld() throws {
        let desk = try StoryFiles()
        for name in ["desk.yaml", "rota.yaml", "callflows", "prompts", "voicemail"] {
            try? FileManager.default.createSymbolicLink(
                atPath: "\(desk.path)/\(name)", withDestinationPath: "\(SharedDesk.root)/\(name)")
        }
        try desk.write("at: noon\nclients: []\n", to: "worlds/broken.yaml")
        let files = try StoryFiles()
        for name in ["a", "b"] {
            try files.write(
                "world: broken\nstories:\n  one:\n    title: First\n    call: { number: emergency, expect: { verdict: refused } }\n",
                to: "\(name).yaml")
        }
        let problems = try files.problems(desk: try DeskFolder.load(at: desk.path)).map {
            $0.replacing("\(desk.path)/", with: "")
        }
        #expect(
            problems.sorted() == [
                "a.yaml:1:8: the world 'broken' cannot be used: mend or add worlds/broken.yaml",
                "b.yaml:1:8: the world 'broken' cannot be used: mend or add worlds/broken.yaml",
                "worlds/broken.yaml:1:5: 'at' is 'noon': write a time such as 2026-03-10T20:30:00+01:00",
            ])
    }

    @Test("an inline world is checked like a file of the desk")
    func inlineWorld() throws {
        let text = Self.good.replacing(
            "    title: First\n",
            with:
                "    title: First\n    world:\n      at: 2026-03-10T20:30:00+01:00\n      tickets: [{ id: T-1, client: \"12345\", channel: portal, opened: 2026-03-10T19:00:00+01:00 }]\n"
        )
        #expect(
            try StoryFiles.problems(["file.yaml": text]) == [
                "file.yaml:8:36: there is no client '12345' in this world: add the client, or correct the number"
            ])
    }

    @Test("files of one name, empty folders, and what is no file of stories")
    func files() throws {
        #expect(
            try StoryFiles.problems(["a/file.yaml": Self.good, "b/file.yaml": Self.good]) == [
                "b/file.yaml:1:1: another file of this name is read too: a/file.yaml: rename one of them: names of stories begin with the file's"
            ])
        let empty = try StoryFiles()
        #expect(
            try empty.problems().map { $0.replacing(empty.path, with: "FOLDER") } == [
                "FOLDER:1:1: the folder has no files of stories: add one that ends in .yaml"
            ])
        #expect(throws: Problems.self) {
            try StoryFolder.load(["/nowhere"], desk: SharedDesk.folder.get(), hasher: SharedDesk.hasher)
        }
        let text = try empty.write(Self.good, to: "file.txt")
        let desk = try SharedDesk.folder.get()
        let problems = { (paths: [String]) -> String in
            do throws(Problems) {
                _ = try StoryFolder.load(paths, desk: desk, hasher: SharedDesk.hasher)
                return ""
            } catch { return error.description }
        }
        #expect(problems([text]) == "\(text):1:1: a file of stories ends in '.yaml': rename it")
        #expect(problems(["/nowhere"]) == "/nowhere:1:1: there is no such file or folder: name files of stories")
    }

    @Test("bombs, huge files and what is no YAML are refused before anything is made of them")
    func hostile() throws {
        var bomb = "world: evening\nstories:\n  a: &a { title: x }\n"
        for _ in 0..<20 { bomb += "  b: [*a, *a, *a]\n" }
        #expect(
            try StoryFiles.problems(["file.yaml": bomb]) == [
                "file.yaml:3:6: anchors ('&') and aliases ('*') are not allowed: write the values out"
            ])
        let huge = Self.good + String(repeating: "# more and more of nothing at all\n", count: 400_000)
        #expect(
            try StoryFiles.problems(["file.yaml": huge]) == [
                "file.yaml:1:1: the file has \(huge.utf8.count) bytes: keep it under 1048576, or split it"
            ])
        #expect(
            try StoryFiles.problems(["file.yaml": ""]) == ["file.yaml:1:1: the file is empty: fill it in or remove it"])
        #expect(
            try StoryFiles.problems(["file.yaml": "- one\n- two\n"]) == [
                "file.yaml:1:1: the file is a list: write a mapping with 'stories'"
            ])
        let deep = "stories: " + String(repeating: "{ a: ", count: 40) + "1" + String(repeating: " }", count: 40)
        #expect(try StoryFiles.problems(["file.yaml": deep]).count == 1)
        let many =
            "world: evening\nstories:\n"
            + (0...1000).map { "  s\($0): { title: x, call: { number: emergency, expect: { verdict: refused } } }\n" }
            .joined()
        #expect(
            try StoryFiles.problems(["file.yaml": many]) == [
                "file.yaml:2:1: 'stories' has 1001 entries: give 1 to 1000"
            ])
    }

    @Test("no change of one byte of a good file brings the reader down", arguments: 0..<8)
    func mutations(_ part: Int) throws {
        let bytes = Array(GoodStory.text.utf8)
        let files = try StoryFiles()
        var refused = 0
        for place in stride(from: part, to: bytes.count, by: 8) {
            var changed = bytes
            changed[place] = [0x00, 0x7B, 0x5B, 0x22, 0x3A, 0x2D, 0xFF, 0x0A][place % 8]
            try Data(changed).write(to: URL(fileURLWithPath: "\(files.path)/file.yaml"))
            if try !files.problems().isEmpty { refused += 1 }
        }
        #expect(refused > 0)
    }
}
