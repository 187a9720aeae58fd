import CallFlow
import Calls
import Desk
import DeskFolder
import Foundation
import Testing

@Suite("Calls of the shipped desk in which anything may happen, in any order")
struct RandomCallTests {
    private static let desk = Result { try DeskFolder.load(at: root) }

    /// The folder of the shipped desk: the nearest one above this file that has a `desk.yaml`.
    private static let root: String = {
        var folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        while folder.path != "/", !FileManager.default.fileExists(atPath: folder.path + "/desk.yaml") {
            folder.deleteLastPathComponent()
        }
        return folder.path
    }()

    @Test(
        "never ring, refuse or hang up before the verdict is on the disk, and end once",
        arguments: NumberRole.allCases, 0..<8)
    func anything(_ number: NumberRole, _ part: Int) throws {
        let desk = try Self.desk.get()
        let context = try #require(desk.context(for: number))
        var rang = 0
        var refused = 0
        for seed in 0..<150 {
            var call = RandomCall(context, number, people: desk.rota.people, seed: UInt64(part * 150 + seed))
            call.run()
            let faults = call.watch.faults
            #expect(faults.isEmpty, "seed \(part * 150 + seed): \(faults)\n\(call.log)")
            if !faults.isEmpty { return }
            rang += call.watch.rang ? 1 : 0
            refused += call.watch.refused ? 1 : 0
        }
        // The calls come to where it matters.
        #expect(rang > 0 && refused > 0)
    }
}
