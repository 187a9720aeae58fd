import SIP
import Testing

@testable import SIPTransport

/// The shares of connections, by source.
struct ConnectionAdmissionTests {
    private var limits: TransportLimits {
        var limits = TransportLimits()
        (limits.inboundConnections, limits.connectionsPerSource) = (4, 2)
        return limits
    }

    @Test("Each source has its share until all have the whole")
    func shares() {
        var admission = ConnectionAdmission(limits)
        let (first, second, third) = (IPAddress.v4(1, 1, 1, 1), IPAddress.v4(2, 2, 2, 2), IPAddress.v4(3, 3, 3, 3))
        let answers = [first, first, first, second, second, third].map { admission.admit($0) }
        #expect(answers == [true, true, false, true, true, false])
        admission.release(first)
        let again = admission.admit(third)
        #expect(again)
        #expect(admission.count == 4)
    }

    @Test("An IPv6 network of 64 bits is one source")
    func ipv6() throws {
        var admission = ConnectionAdmission(limits)
        let addresses = try ["2001:db8::1", "2001:db8::2", "2001:db8::3", "2001:db8:0:1::1"].map {
            try #require(IPAddress($0))
        }
        let answers = addresses.map { admission.admit($0) }
        #expect(answers == [true, true, false, true])
    }

    @Test("What was not admitted cannot be released")
    func release() {
        var admission = ConnectionAdmission(limits)
        admission.release(.v4(1, 1, 1, 1))
        #expect(admission.count == 0)
    }
}
