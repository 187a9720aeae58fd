import CallFlow
import Desk
import DeskFolder

/// The small desk in which the conformance calls take place: two languages, a tariff and a handful of prompts.
enum ConformanceDesk {
    private static let desk = """
        desk: Conformance
        provider: { name: Example Hosting }
        time_zone: Europe/Paris
        languages: [fr, en]
        numbers:
          emergency: { phone: "+33290920555", flow: nothing }
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

        """

    private static let rota = """
        people:
          - { id: alice, name: Alice Martin, phone: "+33611111101" }
          - { id: bruno, name: Bruno Keller, phone: "+33611111102", language: en }
          - { id: chloe, name: Chloé Petit, phone: "+33611111103" }
        chains:
          on-call:
            - { person: alice }
            - { person: bruno }

        """

    private static let catalogue = """
        prompts:
          hello: { fr: "Bonjour.", en: "Hello." }
          news: { fr: "Des nouvelles.", en: "News." }
          ask: { fr: "Tapez votre numéro.", en: "Key your number." }
          again: { fr: "Encore une fois.", en: "Once more." }
          whom: { fr: "Vous êtes {client_name}, {client_number}.", en: "You are {client_name}, {client_number}." }
          price: { fr: "Cela coûte {price}.", en: "It costs {price}." }
          whisper: { fr: "Un appel, touche 1.", en: "A call, press 1." }
          whisper-client: { fr: "Client {client_number}.", en: "Client {client_number}." }
          whisper-ticket: { fr: "Ticket {ticket}, depuis {deadline}.", en: "Ticket {ticket}, since {deadline}." }
          hold: { fr: "Patientez.", en: "Please hold." }

        """

    private static let nothing = """
        flow: nothing
        start: end
        steps:
          end:
            hangup: {}

        """

    private static let files = [
        "desk.yaml": desk, "rota.yaml": rota, "prompts/catalogue.yaml": catalogue, "callflows/nothing.yaml": nothing,
    ]

    private static let loaded = Result { try DeskFolder.load(at: "conformance", overlay: files) }

    /// The desk.
    static func load() throws -> DeskFolder { try loaded.get() }

    /// The moment at which every call comes in, in on-call hours.
    static let start = Instant(seconds: 1_773_171_000)

    /// The number from which every call comes.
    static let caller = PhoneNumber("+33612345678")
}
