import Media
import MediaTerms
import RTPTransport
import SIP
import Testing

@testable import Server

@Suite("Calls over one family of addresses, sound over the other", .timeLimit(.minutes(1)))
struct AddressFamilyTests {
    @Test("A telephone that is called over IPv4 and offers IPv6 is answered with IPv6", arguments: [true, false])
    func mixed(opensBoth: Bool) async throws {
        let server = try await RunningServer.start { plan in
            guard opensBoth, let loopback = IPAddress("::1"),
                let address = MediaAddress(Endpoint(address: loopback, port: 0))
            else { return }
            plan.media.localAddresses.append(address)
        }
        let telephone = try await Telephone.open()
        let session = telephone.session.replacing("IP4 127.0.0.1", with: "IP6 ::1")
        let caller = try await Caller.call(at: server.port, with: telephone, session: session)
        if opensBoth {
            #expect(caller.answer.status == 200)
            #expect(caller.answer.body.contains("c=IN IP6 ::1\r\n"))
            try await caller.hangUp()
        } else {
            // Without a socket of that family there is nothing to agree on.
            #expect(caller.answer.status == 488)
        }
        _ = try await server.end()
        telephone.close()
    }
}
