import NIOCore
import NIOPosix
import SIP

/// Finds the ends of a peer that is given by name (RFC 3263 §4.2, without NAPTR: the transport is configured).
///
/// The questions are asked on threads of their own, and only their answers come to the loop. A question is under way
/// once, however many wait for it; each waits for a limited time. When an old answer is known the wait is short, so
/// that dead name servers delay a call by a moment and stop none.
public final class NameResolver {
    /// What to find.
    public struct Target: Hashable, Sendable {
        /// The host name, or an address.
        public var host: String
        /// The port; nil asks for SRV records, and takes the transport's own where there are none.
        public var port: UInt16?
        /// The transport.
        public var transport: TransportProtocol

        /// Describes a target.
        public init(host: String, port: UInt16? = nil, transport: TransportProtocol) {
            (self.host, self.port, self.transport) = (host, port, transport)
        }
    }

    /// Why a name has no ends.
    public enum Failure: Error, Hashable, Sendable {
        /// The name servers failed, and nothing is known from before.
        case lookup(host: String, LookupFailure)
        /// The name servers did not answer in time, and nothing is known from before.
        case timeout(host: String)
        /// The host has no address, or its service is said not to exist (RFC 2782).
        case notFound(host: String)
        /// Too many questions are under way.
        case tooManyQuestions(limit: Int)
    }

    private enum Answer {
        case addresses([IPAddress])
        case services([ServiceRecord])
    }

    private final class Waiter {
        var completion: ((Result<Answer, Failure>) -> Void)?
        var timeout: Scheduled<Void>?

        init(_ completion: @escaping (Result<Answer, Failure>) -> Void) { self.completion = completion }

        func complete(_ result: Result<Answer, Failure>) {
            timeout?.cancel()
            let completion = completion
            self.completion = nil
            completion?(result)
        }
    }

    private let lookup: any NameLookup
    private let limits: NameLimits
    private let eventLoop: any EventLoop
    private let start: NIODeadline
    private let threads: NIOThreadPool
    private var cache: NameCache<Answer>
    private var underWay: [Question: [Waiter]] = [:]
    private var random = SystemRandomNumberGenerator()

    init(_ lookup: any NameLookup, limits: NameLimits, eventLoop: any EventLoop, start: NIODeadline) {
        self.lookup = lookup
        self.limits = limits
        self.eventLoop = eventLoop
        self.start = start
        cache = NameCache(limits)
        threads = NIOThreadPool(numberOfThreads: max(1, limits.threads))
        threads.start()
    }

    /// Finds the ends of a target, in the order in which to try them.
    ///
    /// - Parameters:
    ///   - target: what to find.
    ///   - completion: called once, on the loop; at once where nothing has to be asked.
    public func resolve(_ target: Target, completion: @escaping (Result<[Endpoint], Failure>) -> Void) {
        if let address = IPAddress(target.host) {
            let port = target.port ?? target.transport.defaultPort
            return completion(.success([Endpoint(address: address, port: port)]))
        }
        if let port = target.port { return addresses(of: [(target.host, port)], target, completion) }
        ask(.services(target.serviceName)) { [self] result in
            // Name servers that fail on SRV may still know the host.
            guard case .success(.services(let records)) = result, !records.isEmpty else {
                return addresses(of: [(target.host, target.transport.defaultPort)], target, completion)
            }
            let usable = records.filter { !$0.target.isEmpty }
            let hosts = ServiceRecord.ordered(usable, using: &random).prefix(limits.endpoints)
            addresses(of: hosts.map { ($0.target, $0.port) }, target, completion)
        }
    }

    /// Finds the addresses of all hosts at once, and joins them in the hosts' order.
    private func addresses(
        of hosts: [(name: String, port: UInt16)], _ target: Target,
        _ completion: @escaping (Result<[Endpoint], Failure>) -> Void
    ) {
        guard !hosts.isEmpty else { return completion(.failure(.notFound(host: target.host))) }
        var found = [[Endpoint]](repeating: [], count: hosts.count)
        var failure: Failure?
        var missing = hosts.count
        for (index, host) in hosts.enumerated() {
            ask(.addresses(host.name)) { [limits] result in
                switch result {
                case .success(.addresses(let addresses)):
                    found[index] = addresses.map { Endpoint(address: $0, port: host.port) }
                case .success(.services):
                    break
                case .failure(let error):
                    failure = error
                }
                missing -= 1
                guard missing == 0 else { return }
                let endpoints = Array(found.joined().prefix(limits.endpoints))
                completion(endpoints.isEmpty ? .failure(failure ?? .notFound(host: target.host)) : .success(endpoints))
            }
        }
    }

    // MARK: Questions

    private var now: Duration { .nanoseconds((eventLoop.now - start).nanoseconds) }

    private func ask(_ question: Question, completion: @escaping (Result<Answer, Failure>) -> Void) {
        var old: Answer?
        switch cache.known(question, now: now) {
        case .fresh(let answer): return completion(.success(answer))
        case .stale(let answer): old = answer
        case .nothing: break
        }
        guard underWay[question] != nil || underWay.count < limits.questions else {
            return completion(old.map { .success($0) } ?? .failure(.tooManyQuestions(limit: limits.questions)))
        }
        let waiter = Waiter { result in
            guard case .failure = result, let old else { return completion(result) }
            completion(.success(old))
        }
        let patience = TimeAmount(held: old == nil ? limits.lookupTime : limits.refreshTime)
        waiter.timeout = eventLoop.assumeIsolated().scheduleTask(in: patience) {
            waiter.complete(.failure(.timeout(host: question.host)))
        }
        if underWay[question] == nil { look(for: question) }
        underWay[question, default: []].append(waiter)
    }

    private func look(for question: Question) {
        underWay[question] = []
        let this = NIOLoopBound(self, eventLoop: eventLoop)
        threads.submit { [lookup, eventLoop] state in
            guard state == .active else { return }
            let found = Self.look(for: question, lookup)
            eventLoop.execute { this.value.looked(for: question, found) }
        }
    }

    private enum Found: Sendable {
        case addresses([IPAddress])
        case services([ServiceRecord], secondsToLive: UInt32?)
        case failure(LookupFailure)
    }

    private static func look(for question: Question, _ lookup: any NameLookup) -> Found {
        do {
            switch question {
            case .addresses(let host):
                return .addresses(try lookup.addresses(of: host))
            case .services(let name):
                let found = try lookup.services(of: name)
                return .services(found.records, secondsToLive: found.secondsToLive)
            }
        } catch {
            return .failure(error)
        }
    }

    private func looked(for question: Question, _ found: Found) {
        let result: Result<Answer, Failure>
        switch found {
        case .addresses(let addresses):
            result = .success(.addresses(addresses))
            learn(.addresses(addresses), for: question, limits.addressLifetime)
        case .services(let records, let seconds):
            result = .success(.services(records))
            learn(.services(records), for: question, seconds.map { .seconds($0) } ?? limits.addressLifetime)
        case .failure(let failure):
            result = .failure(.lookup(host: question.host, failure))
        }
        let waiters = underWay.removeValue(forKey: question) ?? []
        for waiter in waiters { waiter.complete(result) }
    }

    private func learn(_ answer: Answer, for question: Question, _ lifetime: Duration) {
        let held = min(max(lifetime, limits.shortestLifetime), limits.longestLifetime)
        cache.learn(answer, for: question, lifetime: held, now: now)
    }

    /// Ends the threads; one that still waits for a name server ends when it is answered.
    func close() {
        threads.shutdownGracefully { _ in }
        let waiters = underWay.values.joined()
        underWay = [:]
        for waiter in waiters { waiter.timeout?.cancel() }
    }
}

extension NameResolver.Target {
    /// The name that SRV records stand under (RFC 3263 §4.2).
    var serviceName: String {
        switch transport {
        case .udp: "_sip._udp.\(host)"
        case .tcp: "_sip._tcp.\(host)"
        case .tls: "_sips._tcp.\(host)"
        }
    }
}

extension Question {
    var host: String {
        switch self {
        case .addresses(let host), .services(let host): host
        }
    }
}
