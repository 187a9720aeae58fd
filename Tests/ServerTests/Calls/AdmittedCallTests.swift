import Desk
import Foundation
import Ledger
import RTP
import Testing

@testable import Server

@Suite("Calls that are put through", .timeLimit(.minutes(3)))
struct AdmittedCallTests {
    @Test("The whole way: the rules, the price, the technician's telephone, the conversation and its mark")
    func conversation() async throws {
        let trunk = try await Telephone.open()
        let telephone = try await Telephone.open()
        let server = try await RunningServer.start(trunk: trunk.port)
        let caller = try await Caller.call(at: server.port, with: telephone)
        telephone.sound.press("12345")
        for (prompt, key) in [("ask-urgent", "1"), ("ask-serious", "1"), ("ask-nature", "2")] {
            try await telephone.sound.hears(prompt)
            telephone.sound.press(key)
        }
        try await telephone.sound.hears("press-1-to-be-connected")
        #expect(!trunk.hasRequest("INVITE"))
        telephone.sound.press("1")

        // Nobody is called before it is on the disk that the call is admitted.
        let technician = try await Technician.called(on: trunk, by: server.port)
        let admitted = try #require(try server.ledger.calls().first)
        #expect(admitted.decision?.verdict == Verdict(kind: .admitted, reasons: []))
        #expect(admitted.decision?.ticket == "T-8812")
        #expect(technician.invite.start == "INVITE sip:\(RunningServer.technician)@127.0.0.1 SIP/2.0")
        #expect(technician.invite["From"]?.contains(Caller.emergency) == true)
        #expect(technician.invite["Diversion"]?.contains(Caller.contact) == true)

        try await technician.pickUp()
        try await trunk.sound.hears("whisper")
        // Before the key, neither hears the other.
        telephone.sound.say(0x25)
        trunk.sound.say(0x35)
        try await trunk.sound.hears(packets: 10)
        #expect(!trunk.sound.heard([UInt8](repeating: 0x25, count: 160)))
        #expect(!telephone.sound.heard([UInt8](repeating: 0x35, count: 160)))
        trunk.sound.press("1")
        try await telephone.sound.hears(voice: 0x35)
        try await trunk.sound.hears(voice: 0x25)
        let status = try await StatusClient.get("/status", at: "127.0.0.1:\(server.http)")
        #expect(status.contains("\"isConnected\":true"))
        #expect(status.contains("\"people\":[\"alice\"]"))

        trunk.sound.press("*9")
        try await trunk.sound.hears(packets: 40)
        try await caller.hangUp()
        try await technician.isHungUpOn()

        let call = try #require(try await server.end().first)
        #expect(call.state == .finished)
        #expect(call.connectedTo == "alice")
        #expect(call.ending?.keys == "12345 1 1 2 1")
        #expect(call.ending?.heard.contains("price-quote") == true)
        let details = try #require(try server.ledger.call(call.header.id))
        // The caller heard the price and agreed; the technician says that it was not urgent: a person will decide.
        #expect(details.charge?.status == .proposed)
        #expect(details.charge?.proposal.amount == Money(cents: 35_000))
        let kinds = details.events.map(\.kind)
        #expect(kinds.contains("technician-keyed"))
        // How both were heard is known only once the call is over.
        let sound = details.events.filter { $0.kind == "sound" }.map(\.payload)
        for party in ["alice", "caller"] {
            let leg = try #require(sound.first { $0.contains("\"party\":\"\(party)\"") })
            #expect(leg.contains("\"lost\":0,\"mos_x100\":4"), "\(leg)")
        }
        telephone.close()
        trunk.close()
    }

    @Test("A technician who hangs up ends the call")
    func technicianHangsUp() async throws {
        let trunk = try await Telephone.open()
        let telephone = try await Telephone.open()
        let server = try await RunningServer.start(trunk: trunk.port, files: ShortFlow.ringing)
        let caller = try await Caller.call(at: server.port, with: telephone)
        let technician = try await Technician.called(on: trunk, by: server.port)
        try await technician.pickUp()
        trunk.sound.press("1")
        trunk.sound.say(0x35)
        try await telephone.sound.hears(voice: 0x35)
        try await technician.hangUp()
        try await caller.isHungUpOn()
        #expect(try await server.end().first?.connectedTo == "alice")
        telephone.close()
        trunk.close()
    }

    @Test("A caller who leaves while it rings stops the ringing")
    func callerLeaves() async throws {
        let trunk = try await Telephone.open()
        let telephone = try await Telephone.open()
        let server = try await RunningServer.start(trunk: trunk.port, files: ShortFlow.ringing)
        let caller = try await Caller.call(at: server.port, with: telephone)
        let technician = try await Technician.called(on: trunk, by: server.port)
        technician.ring()
        try await caller.hangUp()
        let cancel = try await trunk.request("CANCEL")
        #expect(cancel.callID == technician.invite.callID)
        try await technician.wasCancelled(cancel)
        let call = try #require(try await server.end().first)
        #expect(call.state == .finished)
        #expect(call.connectedTo == nil)
        telephone.close()
        trunk.close()
    }

    @Test("Nobody takes the call: the message is a sound file, and the ledger knows it with its hash")
    func voicemail() async throws {
        let trunk = try await Telephone.open()
        let telephone = try await Telephone.open()
        let server = try await RunningServer.start(trunk: trunk.port, files: ShortFlow.ringing)
        let caller = try await Caller.call(at: server.port, with: telephone)
        let technician = try await Technician.called(on: trunk, by: server.port)
        try await technician.refuse(486, "Busy Here")
        telephone.sound.say(0x25)
        try await telephone.sound.hears("ask-message")
        // The end of the prompt and the tone, then more than two seconds.
        try await telephone.sound.hears(packets: 500)
        telephone.sound.press("#")
        try await telephone.sound.hears("message-recorded")
        try await caller.isHungUpOn()
        let call = try #require(try await server.end().first)
        let message = try #require(call.voicemails.first)
        #expect(call.voicemails.count == 1)
        #expect(message.file == "\(call.header.id).wav")
        #expect(message.length > .seconds(2))
        let path = server.folder.appendingPathComponent("voicemail/\(message.file)")
        let bytes = [UInt8](try Data(contentsOf: path))
        #expect(SoundFile(bytes)?.loudest ?? 0 > 0)
        #expect(SoundFile.hash(bytes) == message.sha256)
        let attempts = try #require(try server.ledger.call(call.header.id)).events.filter { $0.kind == "not-reached" }
        #expect(attempts.count == 1)
        telephone.close()
        trunk.close()
    }

    @Test("Without a trunk nobody can be reached, and the caller may leave a message")
    func noTrunk() async throws {
        let telephone = try await Telephone.open()
        let server = try await RunningServer.start(files: ShortFlow.ringing)
        let caller = try await Caller.call(at: server.port, with: telephone)
        try await telephone.sound.hears("ask-message")
        try await caller.hangUp()
        #expect(try await server.end().first?.voicemails.isEmpty == true)
        telephone.close()
    }
}
