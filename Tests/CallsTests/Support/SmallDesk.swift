import CallFlow
import Desk
import DeskFolder
import Testing

/// A desk of a few lines whose one flow a test writes itself.
enum SmallDesk {
    private static let files = [
        "desk.yaml": """
        desk: Calls
        provider: { name: Example Hosting }
        time_zone: Europe/Paris
        languages: [fr]
        numbers:
          emergency: { phone: "+33290920555", flow: main }
        hours:
          support: { from: "08:00", until: "19:00" }
        channels:
          portal: {}
        contracts:
          standard: { response: 1h, default: true }
        tariffs:
          - { number: emergency, amount: 350.00, from: 2016-01-01 }
        standby:
          - { id: standby, name: Standby, phone: "+33290920550" }

        """,
        "rota.yaml": """
        people:
          - { id: alice, name: Alice Martin, phone: "+33611111101" }
          - { id: bruno, name: Bruno Keller, phone: "+33611111102" }
        chains:
          on-call:
            - { person: alice }
            - { person: bruno }

        """,
        "prompts/catalogue.yaml": """
        prompts:
          hello: { fr: "Bonjour." }
          ask: { fr: "Tapez votre numéro." }
          refusal: { fr: "Vous n'êtes pas client." }
          advice: { fr: "Écrivez-nous." }
          connecting: { fr: "Nous appelons." }
          whisper: { fr: "Un appel, touche 1." }
          hold: { fr: "Patientez." }

        """,
    ]

    /// A flow of the lines of its steps; `end` hangs up.
    static func context(_ steps: String..., fields: String = "") throws -> FlowContext {
        let flow = """
            flow: main
            variables: { number: { digits: 5 } }
            \(fields)
            start: start
            steps:
              \(steps.joined(separator: "\n  "))
              end: { hangup: {} }

            """
        let desk = try DeskFolder.load(at: "calls", overlay: files.merging(["callflows/main.yaml": flow]) { $1 })
        return try #require(desk.context(for: .emergency))
    }

    /// When every call comes in, in on-call hours.
    static let start = Instant(seconds: 1_773_171_000)

    /// The steps of a flow that identifies a client, and then refuses or rings.
    static func answering(fields: String = "on_unrecorded: cannot-know") throws -> FlowContext {
        try context(
            "start: { answer: { early_media: false }, outcomes: { done: hello } }",
            "hello: { play: { prompts: [hello], bargein: true }, outcomes: { done: find } }",
            """
            find: { check: { name: client, args: { number: number } }, \
            outcomes: { known: admit, unknown: refuse, missing: refuse, unavailable: cannot-know } }
            """,
            "refuse: { log: { category: refused }, outcomes: { next: say-refused } }",
            "say-refused: { play: { prompts: [refusal, advice], bargein: true }, outcomes: { done: end } }",
            "admit: { log: { category: admitted }, outcomes: { next: ring } }",
            "cannot-know: { log: { category: failed_open }, outcomes: { next: say-connecting } }",
            "say-connecting: { play: { prompts: [connecting] }, outcomes: { done: ring } }",
            """
            ring: { hunt: { chain: on-call, ring_timeout: 25s, accept_timeout: 20s, abuse_key: "*9", \
            whisper: [whisper], max_duration: 10m }, \
            outcomes: { completed: end, exhausted: message, unavailable: end } }
            """,
            """
            message: { record: { prompts: [ask], max_length: 30s, final_silence: 3s, finish_on_key: "#", min_length: 2s }, \
            outcomes: { recorded: keep, too_short: end, unavailable: end } }
            """,
            "keep: { log: { category: voicemail }, outcomes: { next: say-thanks } }",
            "say-thanks: { play: { prompts: [hello] }, outcomes: { done: end } }",
            fields: fields + "\non_hangup:\n  - log: { category: ended }")
    }
}
