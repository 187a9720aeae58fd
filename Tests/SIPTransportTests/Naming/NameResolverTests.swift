import NIOConcurrencyHelpers
import NIOCore
import NIOPosix
import SIP
import Testing

@testable import SIPTransport

/// Names become ends, and dead name servers stop nothing.
@Suite(.timeLimit(.minutes(10)))
struct NameResolverTests {
    @Test("An address needs no name server")
    func literal() async throws {
        let names = ScriptedNames()
        let resolver = try await Resolving.start(names)
        #expect(try await resolver.find("192.0.2.1", .udp) == ["192.0.2.1:5060"])
        #expect(try await resolver.find("[2001:db8::1]", port: 5080, .tls) == ["[2001:db8::1]:5080"])
        #expect(names.asked == [])
    }

    @Test("With a port, the host's addresses are asked for; the answer is kept")
    func port() async throws {
        let names = ScriptedNames(addresses: ["trunk": ["192.0.2.1", "2001:db8::1"]])
        let resolver = try await Resolving.start(names)
        for _ in 0..<2 {
            #expect(try await resolver.find("trunk", port: 5080, .tcp) == ["192.0.2.1:5080", "[2001:db8::1]:5080"])
        }
        #expect(names.asked == ["trunk"])
    }

    @Test(
        "Without a port, the records of the transport's service say where",
        arguments: [(TransportProtocol.udp, "_sip._udp.trunk"), (.tcp, "_sip._tcp.trunk"), (.tls, "_sips._tcp.trunk")])
    func service(transport: TransportProtocol, name: String) async throws {
        let names = ScriptedNames(
            addresses: ["a": ["192.0.2.1"], "b": ["192.0.2.2"]],
            services: [
                name: [
                    ServiceRecord(priority: 2, weight: 0, port: 5072, target: "b"),
                    ServiceRecord(priority: 1, weight: 0, port: 5071, target: "a"),
                    ServiceRecord(priority: 3, weight: 0, port: 5073, target: "unknown"),
                ]
            ])
        #expect(try await Resolving.start(names).find("trunk", transport) == ["192.0.2.1:5071", "192.0.2.2:5072"])
    }

    @Test("Without records, the host is taken at the transport's port")
    func noRecords() async throws {
        let names = ScriptedNames(addresses: ["trunk": ["192.0.2.1"]])
        #expect(try await Resolving.start(names).find("trunk", .tls) == ["192.0.2.1:5061"])
    }

    @Test("A service that is said not to exist is not replaced by the host")
    func noService() async throws {
        let names = ScriptedNames(
            addresses: ["trunk": ["192.0.2.1"]],
            services: ["_sip._udp.trunk": [ServiceRecord(priority: 0, weight: 0, port: 0, target: "")]])
        await #expect(throws: NameResolver.Failure.notFound(host: "trunk")) {
            _ = try await Resolving.start(names).find("trunk", .udp)
        }
    }

    @Test("A name server that fails is told, when nothing is known from before")
    func failure() async throws {
        let failure = LookupFailure(text: "no answer")
        await #expect(throws: NameResolver.Failure.lookup(host: "trunk", failure)) {
            _ = try await Resolving.start(ScriptedNames()).find("trunk", port: 1, .udp)
        }
    }

    @Test("An old answer is used while the name server fails")
    func staleOnError() async throws {
        let names = ScriptedNames(addresses: ["trunk": ["192.0.2.1"]])
        let resolver = try await Resolving.start(names) { ($0.shortestLifetime, $0.addressLifetime) = (.zero, .zero) }
        #expect(try await resolver.find("trunk", port: 1, .udp) == ["192.0.2.1:1"])
        names.forget("trunk")
        #expect(try await resolver.find("trunk", port: 1, .udp) == ["192.0.2.1:1"])
        #expect(names.asked == ["trunk", "trunk"])
    }

    @Test("A name server that is silent delays the use of an old answer by a moment only")
    func staleOnSilence() async throws {
        let names = ScriptedNames(addresses: ["trunk": ["192.0.2.1"]])
        let resolver = try await Resolving.start(names) {
            ($0.shortestLifetime, $0.addressLifetime) = (.zero, .zero)
            ($0.refreshTime, $0.lookupTime) = (.milliseconds(20), .seconds(3_600))
        }
        #expect(try await resolver.find("trunk", port: 1, .udp) == ["192.0.2.1:1"])
        names.fallSilent()
        #expect(try await resolver.find("trunk", port: 1, .udp) == ["192.0.2.1:1"])
        names.speak()
    }

    @Test("A question is asked once however many wait for it, and silence ends it in time")
    func silence() async throws {
        let names = ScriptedNames(addresses: ["trunk": ["192.0.2.1"]])
        names.fallSilent()
        let resolver = try await Resolving.start(names) { ($0.lookupTime, $0.questions) = (.milliseconds(50), 1) }
        for _ in 0..<2 {
            await #expect(throws: NameResolver.Failure.timeout(host: "trunk")) {
                _ = try await resolver.find("trunk", port: 1, .udp)
            }
        }
        await #expect(throws: NameResolver.Failure.tooManyQuestions(limit: 1)) {
            _ = try await resolver.find("other", port: 1, .udp)
        }
        names.speak()
        #expect(names.asked == ["trunk"])
    }

    @Test("The system knows localhost")
    func localhost() throws {
        let names = SystemNameLookup(TransportConfiguration(listeners: []))
        #expect(try names.addresses(of: "localhost").contains { $0.isLoopback })
        #expect(throws: LookupFailure.self) { _ = try names.addresses(of: "nowhere.invalid\u{1}") }
    }

    @Test("SRV records are asked of a name server over the wire")
    func wire() async throws {
        let record = DNSSample.Record.service(
            priority: 1, weight: 2, port: 5070, target: .labels(["a", "example"]), seconds: 90)
        let server = try await NameServer.start { id in DNSSample.answer([record], id: id) }
        let found = try await server.ask("_sip._udp.desk.example")
        #expect(found.records == [ServiceRecord(priority: 1, weight: 2, port: 5070, target: "a.example")])
        #expect(found.secondsToLive == 90)
        try await server.channel.close()
    }

    @Test("A name that does not exist has no records, and a server that fails is a failure")
    func wireFailures() async throws {
        let unknown = try await NameServer.start { id in DNSSample.answer([], id: id, code: 3) }
        #expect(try await unknown.ask("_sip._udp.desk.example").records == [])
        try await unknown.channel.close()
        let broken = try await NameServer.start { id in DNSSample.answer([], id: id, code: 2) }
        await #expect(throws: LookupFailure.self) { _ = try await broken.ask("_sip._udp.desk.example") }
        try await broken.channel.close()
    }
}

/// A resolver on a loop of its own.
private struct Resolving: Sendable {
    let resolver: NIOLoopBound<NameResolver>

    static func start(
        _ names: ScriptedNames, _ change: (inout NameLimits) -> Void = { _ in }
    ) async throws -> Resolving {
        var limits = NameLimits()
        change(&limits)
        let eventLoop = MultiThreadedEventLoopGroup.singleton.any()
        let resolver = eventLoop.submit { [limits] in
            NIOLoopBound(
                NameResolver(names, limits: limits, eventLoop: eventLoop, start: eventLoop.now), eventLoop: eventLoop)
        }
        return Resolving(resolver: try await resolver.get())
    }

    func find(_ host: String, port: UInt16? = nil, _ transport: TransportProtocol) async throws -> [String] {
        try await resolver.eventLoop.flatSubmit { [resolver] in
            let promise = resolver.eventLoop.makePromise(of: [Endpoint].self)
            resolver.value.resolve(.init(host: host, port: port, transport: transport)) { result in
                promise.completeWith(result.mapError { $0 as any Error })
            }
            return promise.futureResult
        }.get().map { $0.description }
    }
}

/// A name server that a test commands.
private final class ScriptedNames: NameLookup {
    private struct State {
        var addresses: [String: [String]]
        var services: [String: [ServiceRecord]]
        var asked: [String] = []
    }

    private let state: NIOLockedValueBox<State>
    /// Held while it is silent.
    private let speech = ConditionLock(value: true)

    init(addresses: [String: [String]] = [:], services: [String: [ServiceRecord]] = [:]) {
        state = NIOLockedValueBox(State(addresses: addresses, services: services))
    }

    /// What was asked, without the SRV questions that had no records.
    var asked: [String] { state.withLockedValue { $0.asked } }

    func forget(_ host: String) { state.withLockedValue { $0.addresses[host] = nil } }

    func fallSilent() { setSpeaking(false) }

    func speak() { setSpeaking(true) }

    private func setSpeaking(_ isSpeaking: Bool) {
        speech.lock()
        speech.unlock(withValue: isSpeaking)
    }

    func addresses(of host: String) throws(LookupFailure) -> [IPAddress] {
        state.withLockedValue { $0.asked.append(host) }
        speech.lock(whenValue: true)
        speech.unlock()
        guard let addresses = state.withLockedValue({ $0.addresses[host] }) else {
            throw LookupFailure(text: "no answer")
        }
        return addresses.compactMap { IPAddress($0) }
    }

    func services(of name: String) throws(LookupFailure) -> (records: [ServiceRecord], secondsToLive: UInt32?) {
        (state.withLockedValue { $0.services[name] ?? [] }, 60)
    }
}

/// A name server on the loopback, with one answer for all.
private struct NameServer: Sendable {
    let channel: any Channel

    static func start(answer: @escaping @Sendable (UInt16) -> [UInt8]) async throws -> NameServer {
        let bootstrap = DatagramBootstrap(group: .singletonMultiThreadedEventLoopGroup).channelInitializer { channel in
            channel.eventLoop.makeCompletedFuture {
                try channel.pipeline.syncOperations.addHandler(Responder(answer))
            }
        }
        return NameServer(channel: try await bootstrap.bind(host: "127.0.0.1", port: 0).get())
    }

    /// Asks as the system does, on a thread where waiting is allowed.
    func ask(_ name: String) async throws -> (records: [ServiceRecord], secondsToLive: UInt32?) {
        var configuration = TransportConfiguration(listeners: [])
        let port = try #require(channel.localAddress?.port)
        configuration.nameServer = Endpoint(address: .v4(127, 0, 0, 1), port: UInt16(port))
        let names = SystemNameLookup(configuration)
        return try await NIOThreadPool.singleton.runIfActive { try names.services(of: name) }
    }
}

private final class Responder: ChannelInboundHandler {
    typealias InboundIn = AddressedEnvelope<ByteBuffer>
    typealias OutboundOut = AddressedEnvelope<ByteBuffer>
    private let answer: @Sendable (UInt16) -> [UInt8]

    init(_ answer: @escaping @Sendable (UInt16) -> [UInt8]) { self.answer = answer }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        let question = unwrapInboundIn(data)
        guard let id: UInt16 = question.data.getInteger(at: question.data.readerIndex) else { return }
        let bytes = ByteBuffer(bytes: answer(id))
        context.writeAndFlush(
            wrapOutboundOut(AddressedEnvelope(remoteAddress: question.remoteAddress, data: bytes)), promise: nil)
    }
}
