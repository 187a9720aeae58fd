import Desk
import DeskFolder
import Foundation
import Testing

/// A desk of a few lines, in memory: the tables of malformed input change one place of it at a time.
enum SmallDesk {
    static let desk = """
        desk: Small
        provider: { name: Small Hosting }
        time_zone: Europe/Paris
        languages: [fr, en]
        numbers:
          emergency: { phone: "+33290920555", flow: main }
        hours:
          support: { from: "08:00", until: "19:00" }
        channels:
          portal: {}
          email: { ended: 2018-06-01, read_during: support }
        contracts:
          standard: { response: 1h, default: true }
        tariffs:
          - { number: emergency, amount: 350.00, from: 2016-01-01, until: 2020-01-01 }
          - { number: emergency, amount: 400, from: 2020-01-01 }
        standby:
          - { id: standby, name: Standby, phone: "+33290920550" }

        """

    static let rota = """
        people:
          - { id: alice, name: Alice Martin, phone: "+33611111101" }
          - { id: bruno, name: Bruno Keller, phone: "+33611111102", language: en }
        rotations:
          - id: technicians
            people: [alice, bruno]
            shift: 1w
            handover: { day: monday, at: "08:00" }
            from: 2026-01-05
        chains:
          on-call:
            - { rotation: technicians }
            - { rotation: technicians, position: 1 }
        overrides:
          - { rotation: technicians, from: 2026-12-24T18:00, until: 2026-12-26T08:00, replaces: alice, person: bruno }

        """

    static let catalogue = """
        prompts:
          hello: { fr: "Bonjour, {provider}.", en: "Hello, {provider}." }
          price: { fr: "Cela coûte {price}.", en: "It costs {price}.", note: Slowly. }

        """

    static let main = """
        flow: main
        title: Everything at once
        max_call_duration: 30m
        variables:
          number: { digits: 5 }
          mood: { enum: [good, bad], initial: good }
          done: { boolean: false }
        start: pick-up
        steps:
          pick-up:
            answer: { early_media: false }
            outcomes: { done: ask }
          ask:
            collect:
              prompts: [hello]
              min_digits: 5
              max_digits: 5
              timeout: 8s
              inter_digit_timeout: 4s
              max_attempts: 3
              into: number
            outcomes: { filled: find, noinput: find, nomatch: find }
          find:
            check: { name: client, args: { number: number }, timeout: 2s }
            outcomes:
              known: offer
              unknown: { to: ask, at_most: 2, then: end }
              missing: end
              unavailable: ring
          offer:
            menu:
              prompts: [hello]
              choices: { "1": "yes", "2": "no" }
              timeout: 8s
              max_attempts: 2
            outcomes: { "yes": enter, "no": end, noinput: end, nomatch: end }
          enter:
            call: { flow: part }
            outcomes: { finished: feel }
          feel:
            set: { variable: done, value: mood is good }
            outcomes: { next: which }
          which:
            switch: { on: done }
            outcomes: { "true": ring, "false": message }
          ring:
            hunt:
              chain: on-call
              ring_timeout: 25s
              accept_key: "1"
              accept_timeout: 20s
              whisper: hello
              hold_prompt: [hello]
              max_duration: 45m
            outcomes: { completed: end, exhausted: message, unavailable: end }
          message:
            record: { prompts: [hello], max_length: 2m, finish_on_key: "#", min_length: 2s }
            outcomes: { recorded: move, too_short: end, unavailable: end }
          move:
            transfer: { destination: "sip:support@example.net" }
            outcomes: { done: end, refused: end }
          end:
            hangup: { cause: normal }
        on_hangup:
          - log: { category: ended, fields: [number] }
        guarantees:
          - name: nobody is rung for a stranger
            before: { hunt: any }
            require: [[client.known, client.unavailable]]

        """

    static let part = """
        flow: part
        outcomes: [finished]
        start: note
        steps:
          note:
            log: { category: note }
            outcomes: { next: say }
          say:
            play: { prompts: [price], bargein: false }
            outcomes: { done: finished }
          finished:
            return: finished

        """

    static let world = """
        at: 2026-03-10T20:30:00+01:00
        clients:
          - number: "12345"
            name: Atelier Numérique
            contract: standard
            services: [{ name: srv-web-01, kind: dedicated-server }]
            contacts:
              - { code: "01", name: Marie, phones: ["+33612345678"], technical: true, passcode: "aB7", language: en }
        tickets:
          - { id: T-1, client: "12345", channel: portal, opened: 2026-03-10T19:02:00+01:00, responded: null }
        calls:
          - { number: emergency, client: "12345", ticket: T-1, at: 2026-03-10T20:05:00+01:00, verdict: refused }
        passcode_failures:
          - { client: "12345", at: 2026-03-10T20:06:00 }
        bulletins:
          - { id: B-1, covers: [network], from: 2026-03-10T19:00:00+01:00, until: null, title: Coupure }
        unavailable: [rota]

        """

    static let files = [
        "desk.yaml": desk, "rota.yaml": rota, "prompts/catalogue.yaml": catalogue, "callflows/main.yaml": main,
        "callflows/part.yaml": part,
    ]

    /// Loads the desk with some of its files replaced.
    static func load(_ changed: [String: String] = [:]) throws(Problems) -> DeskFolder {
        try DeskFolder.load(at: "small", overlay: files.merging(changed) { $1 })
    }

    /// What is wrong with the desk once a text in one file is replaced, one problem a line.
    static func problems(_ file: String, _ old: String, _ new: String) throws -> [String] {
        let text = try #require(files[file])
        let changed = try text.changing(old, to: new)
        do throws(Problems) {
            _ = try load([file: changed])
            return []
        } catch {
            return error.all.map { $0.description.replacing("small/", with: "") }
        }
    }
}

extension String {
    /// The text with the first occurrence of another replaced.
    func changing(_ old: String, to new: String) throws -> String {
        let range = try #require(self.range(of: old), "'\(old)' is not in the text")
        return replacingCharacters(in: range, with: new)
    }
}

/// The repository, which is the shipped desk.
enum Repository {
    static let root = URL(fileURLWithPath: #filePath).resolvingSymlinksInPath().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().path
}

/// One change of a file and what the loader must say of it.
struct Malformed: CustomTestStringConvertible, Sendable {
    let old: String
    let new: String
    let expected: [String]

    init(_ old: String, _ new: String, _ expected: String...) {
        self.old = old
        self.new = new
        self.expected = expected
    }

    var testDescription: String { new.isEmpty ? "without \(old)" : new }
}
