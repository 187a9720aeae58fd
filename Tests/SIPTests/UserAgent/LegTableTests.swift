import Testing

@testable import SIP

/// The table of an agent's legs.
@Suite("User agent: the table of legs")
struct LegTableTests {
    @Test("A leg is found by its number, which is never used again though its slot is")
    func numbers() throws {
        var table = LegTable()
        let leg = try LegBench.incoming().leg
        let (first, second) = (table.insert(leg), table.insert(leg))
        table.update(first) { $0.peerTakesUpdate = true }
        #expect(table[first]?.peerTakesUpdate == true && table[second]?.peerTakesUpdate == false)
        table.remove(first)
        table.remove(first)
        #expect(table.count == 1 && table[first] == nil)
        let gone = table.update(first) { $0.isOver }
        #expect(gone == nil)
        let third = table.insert(leg)
        #expect(third != first && third != second && Set(table.ids) == [second, third])
        #expect(table[third]?.peerTakesUpdate == false)
    }

    @Test("The earliest deadline of a leg counts; entries of others mean nothing")
    func deadlines() throws {
        var table = LegTable()
        let id = table.insert(try LegBench.incoming().leg)
        let scheduled = [5, 7, 3].map { table.schedule(id, at: .seconds($0)) }
        #expect(scheduled == [true, false, true])
        let woken = [5, 3, 3].map { table.wake(id, at: .seconds($0)) }
        #expect(woken == [false, true, false])
        let again = table.schedule(id, at: .seconds(9))
        table.remove(id)
        let late = table.wake(id, at: .seconds(9)) || table.schedule(id, at: .seconds(9))
        #expect(again && !late)
    }
}
