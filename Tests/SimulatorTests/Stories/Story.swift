import Desk
import Testing

/// One whole call as a sentence: who calls where and when, what is keyed, and what must come of it.
///
/// Stories run on the shipped desk and its worlds. Every one of them also has to keep the promises of ``StoryPromises``.
struct Story: Sendable, CustomTestStringConvertible {
    /// The sentence.
    let title: String
    /// The name of a file in `worlds/`.
    let world: String
    let number: NumberRole
    /// When the call comes in; the world's own time if left out.
    let at: String?
    /// The caller's number; withheld if left out.
    let from: String?
    let keys: String
    let technicians: String
    /// The checks that get no answer, as for `--unavailable`.
    let silent: [String]
    /// What is different from the world file.
    let given: [Fact]
    let hangsUp: HangUp?
    let isDrill: Bool
    let expect: Expected
    /// Why the desk does not do this yet, if it does not.
    let knownIssue: String?

    /// The moment at which the caller hangs up: a second after it began.
    enum HangUp: Sendable {
        case during(String)
        case ringing(String)
        case talking
        case recording
    }

    init(
        _ title: String, world: String = "evening", number: NumberRole = .emergency, at: String? = nil,
        from: String? = Caller.marie, keys: String = "", technicians: String = "", silent: [String] = [],
        given: [Fact] = [], hangsUp: HangUp? = nil, isDrill: Bool = false, expect: Expected, knownIssue: String? = nil
    ) {
        self.title = title
        self.world = world
        self.number = number
        self.at = at
        self.from = from
        self.keys = keys
        self.technicians = technicians
        self.silent = silent
        self.given = given
        self.hangsUp = hangsUp
        self.isDrill = isDrill
        self.expect = expect
        self.knownIssue = knownIssue
    }

    var testDescription: String { title }

    /// Tells the story and checks everything that is said of it.
    func check() throws {
        let run = try StoryRun(self)
        guard let knownIssue else {
            expect.check(run)
            try StoryPromises.check(run)
            return
        }
        try StoryPromises.check(run)
        withKnownIssue("\(knownIssue)") { expect.check(run) }
    }
}

/// The phones from which the people of the worlds call.
enum Caller {
    /// Technical contact 01 of client 12345, passcode 227.
    static let marie = "+33612345678"
    /// Contact 02 of client 12345, who is no technical contact.
    static let paul = "+33612345679"
    /// Technical contact 03 of client 12345, passcode 592, who speaks English.
    static let helen = "+447700900123"
    /// Technical contact of client 23456.
    static let yann = "+33622345678"
    /// Technical contact of client 34567.
    static let third = "+33632345678"
    /// Technical contact of client 45678 in 2018.
    static let luc = "+33642345678"
    /// Technical contact of client 45678 among many clients; speaks English.
    static let samuel = "+442079460123"
    /// The phone of two contacts of client 56789.
    static let garage = "+33652345678"
    /// A phone that no world knows.
    static let stranger = "+33699999999"
}
