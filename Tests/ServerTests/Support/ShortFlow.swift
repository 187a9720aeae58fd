/// Flows in place of the shipped one, where a test is about something behind it.
enum ShortFlow {
    /// Rings at once, and takes a message where nobody accepts.
    static let ringing = [
        "callflows/emergency.yaml": """
        flow: emergency
        start: pick-up
        steps:
          pick-up: { answer: { early_media: false }, outcomes: { done: ring } }
          ring:
            hunt: { chain: support, ring_timeout: 25s, accept_timeout: 20s, max_duration: 10m }
            outcomes: { completed: end, exhausted: message, unavailable: message }
          message: { call: { flow: voicemail }, outcomes: { done: end } }
          end: { hangup: { cause: normal } }
        on_hangup:
          - log: { category: ended }

        """
    ]
}
