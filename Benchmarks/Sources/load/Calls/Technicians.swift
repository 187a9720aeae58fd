/// The telephones behind the desk's trunk: they answer at once, press the key that accepts, talk and hang up.
final class Technicians {
    private struct Call {
        let sound: Int
        /// Our end and the server's, as a request of ours names them.
        let from: String
        let recipient: String
        let contact: String
        let id: String
        var isOver = false
    }

    enum Task { case accept(Int), hangUp(Int) }

    private let line: Line
    private let sound: SoundSide
    private let server: UInt16
    private var calls: [Call] = []
    private var numbers: [String: Int] = [:]
    private var agenda: Agenda<Task>
    var plan = CallPlan()

    /// How many were rung, and how many talked until they hung up.
    private(set) var (rung, talked) = (0, 0)

    init(_ line: Line, _ sound: SoundSide, server: UInt16) {
        (self.line, self.sound, self.server) = (line, sound, server)
        agenda = Agenda(now: Clock.now)
    }

    func work(now: Int64) {
        for task in agenda.due(now: now) {
            switch task {
            case .accept(let number):
                guard !calls[number].isOver else { continue }
                sound.press("1", on: calls[number].sound)
                agenda.add(.hangUp(number), after: plan.talk, now: now)
            case .hangUp(let number): hangUp(number)
            }
        }
        line.flush()
    }

    func read() {
        line.read { take(SIPMessage(line.room[$0.bytes])) }
        line.flush()
    }

    private func take(_ message: SIPMessage) {
        guard message.status == nil else { return }
        let id = message.text("Call-ID")
        if message.isOf("INVITE") {
            answer(message, id)
        } else if !message.isOf("ACK") {
            line.write(SIPTexts.answer(message, "200 OK", ours: line.port).utf8, to: server)
            if message.isOf("BYE"), let number = numbers[id] { end(number) }
        }
    }

    private func answer(_ message: SIPMessage, _ id: String) {
        let tag = "t\(calls.count)"
        let text = SIPTexts.answer(
            message, "200 OK", tag: tag, session: SIPTexts.session(sound.port), ours: line.port)
        line.write(text.utf8, to: server)
        guard numbers[id] == nil, let port = message.audioPort else { return }
        rung += 1
        numbers[id] = calls.count
        let now = Clock.now
        agenda.add(.accept(calls.count), after: plan.acceptAfter, now: now)
        calls.append(
            Call(
                sound: sound.open(port, sends: plan.sends), from: message.text("To") + ";tag=" + tag,
                recipient: message.text("From"), contact: message.contact, id: id))
    }

    private func hangUp(_ number: Int) {
        guard !calls[number].isOver else { return }
        let call = calls[number]
        let text = SIPTexts.request(
            "BYE", 1, to: call.contact, branch: "t\(number)-\(call.id.hashValue & 0xFFFF)", from: call.from,
            recipient: call.recipient, call: call.id, ours: line.port)
        line.write(text.utf8, to: server)
        talked += 1
        end(number)
    }

    private func end(_ number: Int) {
        guard !calls[number].isOver else { return }
        calls[number].isOver = true
        sound.close(calls[number].sound)
    }
}
