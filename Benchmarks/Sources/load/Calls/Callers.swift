/// The callers: they call at a rate, acknowledge, press keys and hang up, or are hung up on.
///
/// Nothing is sent a second time: on the loopback a message that gets lost was dropped by somebody, and counts as a failed call.
final class Callers {
    private enum State: UInt8 { case calling, answered, leaving, over }

    private struct Call {
        var state = State.calling
        var began: Int64
        var sound = -1
        var from: String
        /// To with its tag, and the server's Contact; once the call is answered.
        var peer = ""
        var contact = ""
    }

    enum Task { case press(Int, String), hangUp(Int) }

    private let line: Line
    private let sound: SoundSide
    private let server: UInt16
    private let session: String
    private let run: String
    private var calls: [Call] = []
    private var agenda: Agenda<Task>
    var plan = CallPlan()

    private(set) var (answered, ended) = (0, 0)
    /// Calls that were not answered with 200, by status.
    private(set) var refused: [Int: Int] = [:]
    /// From INVITE to 200, and how late INVITEs were sent.
    private(set) var (answering, lateness) = (GapHistogram(), GapHistogram())

    init(_ line: Line, _ sound: SoundSide, server: UInt16) {
        (self.line, self.sound, self.server) = (line, sound, server)
        session = SIPTexts.session(sound.port)
        run = String(UInt32.random(in: 0...UInt32.max), radix: 36)
        agenda = Agenda(now: Clock.now)
    }

    var begun: Int { calls.count }
    /// Calls that are neither refused nor over.
    var open: Int { calls.count - ended - refused.values.reduce(0, +) }
    /// Calls that have not been answered at all.
    var unanswered: Int { calls.count - answered - refused.values.reduce(0, +) }

    /// Begins a call that was due at a moment.
    func call(due: Int64, now: Int64) {
        let number = calls.count
        let digits = String(number % 100_000_000)
        let caller = plan.caller ?? "+336" + String(repeating: "0", count: 8 - digits.count) + digits
        let id = "\(number)-\(run)"
        calls.append(Call(began: now, from: "<sip:\(caller)@127.0.0.1>;tag=f\(id)"))
        lateness.add(now - due)
        let text = SIPTexts.invite(
            plan.number, from: caller, call: id, ours: line.port, server: server, session: session)
        line.write(text.utf8, to: server)
    }

    /// Does what is due.
    func work(now: Int64) {
        for task in agenda.due(now: now) {
            switch task {
            case .press(let number, let keys):
                if calls[number].state == .answered { sound.press(keys, on: calls[number].sound) }
            case .hangUp(let number): hangUp(number)
            }
        }
        line.flush()
    }

    /// Hangs up on every call.
    func hangUp(to last: Int) { for number in 0..<min(last, calls.count) { hangUp(number) } }

    func read() {
        let now = Clock.now
        line.read { take(SIPMessage(line.room[$0.bytes]), now) }
        line.flush()
    }

    private func take(_ message: SIPMessage, _ now: Int64) {
        guard let id = message.field("Call-ID"), case let number = SIPMessage.number(id), number < calls.count else {
            return
        }
        guard let status = message.status else { return take(request: message, number) }
        guard status >= 200 else { return }
        if message.isOf("BYE") {
            if calls[number].state == .leaving { end(number) }
        } else if status == 200 {
            answer(message, number, now)
        } else {
            acknowledge(message, number, branch: "i")
            guard calls[number].state == .calling else { return }
            calls[number].state = .over
            refused[status, default: 0] += 1
        }
    }

    private func take(request message: SIPMessage, _ number: Int) {
        line.write(SIPTexts.answer(message, "200 OK", ours: line.port).utf8, to: server)
        if message.isOf("BYE"), calls[number].state != .over { end(number) }
    }

    private func answer(_ message: SIPMessage, _ number: Int, _ now: Int64) {
        let isFirst = calls[number].state == .calling
        if isFirst { (calls[number].contact, calls[number].peer) = (message.contact, message.text("To")) }
        acknowledge(message, number, branch: "a")
        guard isFirst else { return }
        answered += 1
        answering.add(now - calls[number].began)
        calls[number].state = .answered
        calls[number].sound = sound.open(message.audioPort ?? 9, sends: plan.sends)
        for (after, keys) in plan.keys { agenda.add(.press(number, keys), after: after, now: now) }
        if let after = plan.hangUpAfter {
            if after == 0 { hangUp(number) } else { agenda.add(.hangUp(number), after: after, now: now) }
        }
    }

    private func acknowledge(_ message: SIPMessage, _ number: Int, branch: String) {
        send("ACK", 1, number, branch: branch, recipient: message.text("To"))
    }

    private func hangUp(_ number: Int) {
        guard calls[number].state == .answered else { return }
        calls[number].state = .leaving
        send("BYE", 2, number, branch: "b", recipient: calls[number].peer)
    }

    private func send(_ method: String, _ sequence: Int, _ number: Int, branch: String, recipient: String) {
        let id = "\(number)-\(run)"
        let contact = calls[number].contact.isEmpty ? "sip:127.0.0.1:\(server)" : calls[number].contact
        let text = SIPTexts.request(
            method, sequence, to: contact, branch: branch + id, from: calls[number].from, recipient: recipient,
            call: id,
            ours: line.port)
        line.write(text.utf8, to: server)
    }

    private func end(_ number: Int) {
        if calls[number].sound >= 0 { sound.close(calls[number].sound) }
        calls[number].state = .over
        (calls[number].peer, calls[number].contact, calls[number].from) = ("", "", "")
        ended += 1
    }
}
