import Testing

@testable import SIP

/// Many transactions: found by key and handle, woken by deadline, and small once they linger.
struct TransactionTableTests {
    private func key(_ number: UInt64) -> TransactionKey {
        var hash = KeyedHash(TransactionSamples.secret)
        hash.add(number)
        return TransactionKey(hash)
    }

    private func record(_ number: UInt64, now: Duration = .zero, timers: TransactionTimers = .standard)
        -> ServerTransaction
    {
        let machine = NonInviteServerTransaction(isReliable: false, timers: timers, now: now)
        return ServerTransaction(
            key: key(number), mergeKey: nil, path: 0, sentByPort: 5060, machine: .nonInvite(machine))
    }

    @Test("A handle finds its transaction, and nothing once that has ended and another took its slot")
    func handles() {
        var table = TransactionTable<ServerTransaction>()
        let first = table.insert(record(1))
        #expect(table.find(key(1)) == first)
        #expect(table.find(key(2)) == nil)
        #expect(table.remove(first) != nil)
        let second = table.insert(record(2))
        #expect(second.slot == first.slot)
        #expect(table[first] == nil)
        #expect(table.update(first) { $0.isCancelled } == nil)
        #expect(table.remove(first) == nil)
        #expect(table[second] != nil)
        #expect(table.all == [second])
        #expect(table[TransactionHandle(slot: 77, generation: 0)] == nil)
    }

    @Test("A deadline of a transaction that has ended does not wake the next one in its slot")
    func staleDeadlines() {
        var table = TransactionTable<ServerTransaction>()
        let first = table.insert(record(1))
        _ = table.remove(first)
        let second = table.insert(record(2, now: .seconds(10)))
        #expect(table.queued == 2)
        #expect(table.popDeadline(until: .seconds(32)) == nil)
        #expect(table.popDeadline(until: .seconds(42)) == second)
        #expect(table.queued == 0)
    }

    @Test("A deadline that moved away is looked at once, and entered anew")
    func movedDeadlines() {
        var table = TransactionTable<ServerTransaction>()
        let handle = table.insert(record(1))
        _ = table.update(handle) { $0.responded(.ok, [1], timers: .standard, now: .seconds(20)) }
        #expect(table.queued == 1)
        #expect(table.nextDeadline == .seconds(32))
        #expect(table.popDeadline(until: .seconds(32)) == nil)
        #expect(table.nextDeadline == .seconds(52))
        #expect(table.popDeadline(until: .seconds(52)) == handle)
    }

    @Test("200,000 lingering transactions: one deadline each, all gone in time, their slots used again")
    func many() {
        let count: UInt64 = 200_000
        var table = TransactionTable<ServerTransaction>()
        let answer: [UInt8] = [1, 2, 3]
        for number in 0..<count {
            let now = Duration.microseconds(Int64(number) * 100)
            let handle = table.insert(record(number, now: now))
            _ = table.update(handle) { $0.responded(.ok, answer, timers: .standard, now: now) }
        }
        #expect(table.count == 200_000)
        #expect(table.queued == 200_000)
        var ended = 0
        for second in 30...60 as ClosedRange<Int> {
            while let handle = table.popDeadline(until: .seconds(second)) {
                _ = table.remove(handle)
                ended += 1
            }
            // The first began at 0 and linger for 32 s; the last began at 20 s.
            #expect(ended == max(0, min((second - 32) * 10_000 + (second >= 32 ? 1 : 0), 200_000)))
        }
        #expect(table.queued == 0)
        #expect(table.nextDeadline == nil)
        let next = table.insert(record(1))
        #expect(next.slot < 200_000)
    }

    @Test("What lingers is small")
    func size() {
        #expect(MemoryLayout<ServerTransaction>.stride <= 80)
        #expect(MemoryLayout<ClientTransaction>.stride <= 64)
        #expect(MemoryLayout<DeadlineQueue<TransactionHandle>.Entry>.stride == 24)
    }

    @Test("After the final response only its bytes are kept, and of an accepted INVITE nothing")
    func remains() throws {
        var bench = TransactionBench()
        _ = bench.receive(try TransactionSamples.request())
        _ = try bench.respond(200)
        let handle = try #require(bench.layer.servers.all.first)
        guard case .invite(let invite)? = bench.layer.servers[handle]?.machine, case .accepted = invite.state else {
            Issue.record("not accepted")
            return
        }
        _ = bench.receive(try TransactionSamples.request("BYE", branch: "z9hG4bK2", toTag: "desk"))
        _ = try bench.respond(200, to: 1)
        let bye = try #require(bench.layer.servers.all.last)
        guard case .nonInvite(let machine)? = bench.layer.servers[bye]?.machine,
            case .completed(let bytes, _) = machine.state
        else {
            Issue.record("not completed")
            return
        }
        #expect(bytes.capacity < bytes.count + 64)
    }

    @Test("A path is kept once, as long as somebody uses it")
    func paths() {
        var table = PathTable()
        let udp = table.retain(TransactionSamples.path())
        #expect(table.retain(TransactionSamples.path()) == udp)
        let tcp = table.retain(TransactionSamples.path(.tcp))
        #expect(table[tcp] == TransactionSamples.path(.tcp))
        table.release(udp)
        #expect(table.find(TransactionSamples.path()) == udp)
        table.release(udp)
        #expect(table.find(TransactionSamples.path()) == nil)
        #expect(table.retain(TransactionSamples.path(.tls)) == udp, "the slot is used again")
        #expect(table.count == 2)
    }
}
