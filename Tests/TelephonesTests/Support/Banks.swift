import Logging
import RTPTransport
import SIP
import SIPTransport
import Telephones
import Testing

/// A bank of telephones at a port of its own on the loopback, and the records of those who were called.
struct TestBank {
    let bank: PhoneBank
    let port: UInt16
    private let records: AsyncStream<PhoneRecord>.Iterator

    /// Opens a bank whose telephones all act alike when they are called.
    static func open(
        over transport: TransportProtocol = .udp, answering script: Acting = .answering, limits: PhoneLimits = .init(),
        ports: ClosedRange<UInt16> = 36_000...42_999, change: (inout PhoneBankSettings) -> Void = { _ in }
    ) async throws -> TestBank {
        try await open(over: transport, ports: ports, change: change) { _, ended in
            .phone(script, limits: limits, ended: ended)
        }
    }

    static func open(
        over transport: TransportProtocol = .udp, ports: ClosedRange<UInt16> = 36_000...42_999,
        change: (inout PhoneBankSettings) -> Void = { _ in },
        called: @escaping @Sendable (Invitation, @escaping @Sendable (PhoneRecord) -> Void) -> Reception
    ) async throws -> TestBank {
        let (stream, told) = AsyncStream.makeStream(of: PhoneRecord.self)
        var settings = PhoneBankSettings(at: try loopback(0), over: transport)
        settings.media.portRange = ports
        settings.media.portRest = .zero
        change(&settings)
        let logger = Logger(label: "telephones") { _ in SwiftLogNoOpLogHandler() }
        let bank = try await PhoneBank.open(settings, logger: logger) { invitation in
            called(invitation) { told.yield($0) }
        }
        let port = try #require(bank.listeners.first).endpoint.port
        return TestBank(bank: bank, port: port, records: stream.makeAsyncIterator())
    }

    /// The record of the next telephone that was called and is over.
    func record() async throws -> PhoneRecord {
        var records = records
        return try #require(await records.next())
    }

    /// A call to somebody at a port, from the number of a client.
    func plan(
        to port: UInt16, user: String = "+33290920555", over transport: TransportProtocol = .udp,
        limits: PhoneLimits = .init(answer: .seconds(20), longest: .seconds(50))
    ) throws -> CallPlan {
        let target = URI(user: user, endpoint: try Self.loopback(port), transport: transport)
        return CallPlan(to: target, from: .init(user: "+33612345678", displayName: "Test"), limits: limits)
    }

    static func loopback(_ port: UInt16) throws -> Endpoint {
        Endpoint(address: try #require(IPAddress("127.0.0.1")), port: port)
    }
}
