import Desk
import Dispatch
import Foundation
import GRDB
import Ledger
import Synchronization

/// The ledger: rows on the disk by the writer and by bare statements, the wait for a verdict, a check of the whole log.
struct LedgerBenchmarks {
    private let folder: URL
    /// The log's rows of one call: begun, eight events, decided, ended.
    private static let rowsPerCall = 11
    private static let callsPerGroup = 10

    /// - Parameter path: a folder on the disk that is to be measured; a tmpfs would flatter.
    init(folder path: String) throws {
        folder = URL(fileURLWithPath: path).appendingPathComponent("voicedesk-bench-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    }

    /// Measures all of them.
    func run(_ report: inout Report) throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        report.title("Ledger")
        try rows(&report)
        try verdicts(&report)
        try verification(&report)
    }

    private func path(_ name: String) -> String { folder.appendingPathComponent(name).path }

    // MARK: Rows a second

    /// By turns, as other work on the computer changes from second to second.
    private func rows(_ report: inout Report) throws {
        report.heading("groups of \(Self.callsPerGroup) calls of \(Self.rowsPerCall) rows, each on the disk")
        let ledger = try Ledger(path: path("rows.sqlite"))
        let written = WrittenGroups(ledger, callsPerCommit: Self.callsPerGroup)
        try written.write([SampleCall(-1)], from: 1_000_000)
        let bare = try BareRows(path: path("bare.sqlite"), like: path("rows.sqlite"))
        var ratios: [Double] = []
        var rates: [Double] = []
        for turn in 0..<9 {
            let groups = 100
            let first = turn * groups * Self.callsPerGroup
            let calls = try (0..<groups * Self.callsPerGroup).map { try SampleCall(first + $0) }
            let own = try Self.seconds { try written.write(calls, from: first) }
            let other = try Self.seconds {
                for _ in 0..<groups { try bare.write(calls: Self.callsPerGroup) }
            }
            ratios.append(other / own)
            rates.append(Double(groups * Self.callsPerGroup * Self.rowsPerCall) / own)
        }
        written.close()
        report.line("rows a second, median", Report.round(Sample.median(rates), 0))
        report.atLeast("by those of bare statements", Sample.median(ratios), Thresholds.ledgerRows, digits: 2)
        try ledger.close()
    }

    private static func seconds(_ body: () throws -> Void) rethrows -> Double {
        let start = Clocks.wall
        try body()
        return Double(Clocks.wall - start) / 1e9
    }

    // MARK: A verdict

    /// 500 calls a second, each with one verdict that is waited for; the disk's own sync beside it.
    private func verdicts(_ report: inout Report) throws {
        report.heading("500 calls a second, each with a verdict that is waited for")
        let ledger = try Ledger(path: path("verdicts.sqlite"))
        let waits = Mutex<[Double]>([])
        let begun = Mutex<[Int: Int]>([:])
        let writer = LedgerWriter(ledger, gathering: LedgerLimits.gatherTime) { group in
            let now = Clocks.wall
            let starts = begun.withLock { begun in group.compactMap { $0.tag == 1 ? begun[$0.call] : nil } }
            waits.withLock { $0 += starts.map { Double(now - $0) / 1e6 } }
        }
        let start = Clocks.wall
        for call in 0..<5_000 {
            let due = start + call * 2_000_000
            if due > Clocks.wall { usleep(UInt32(max(0, due - Clocks.wall) / 1000)) }
            for (tag, change) in try SampleCall(call).changes.enumerated() {
                if tag == 1 { begun.withLock { $0[call] = Clocks.wall } }
                try writer.enqueue(change, call: call, tag: tag, isAwaited: tag == 1)
            }
        }
        writer.close()
        let sorted = waits.withLock { $0.sorted() }
        report.line("half within", "\(Report.round(sorted[sorted.count / 2], 2)) ms")
        let syncs = try bareSyncs()
        report.line(
            "the disk's own sync", "half \(Report.round(syncs[500], 2)) ms, 99 of 100 \(Report.round(syncs[990], 2)) ms"
        )
        report.atMost("milliseconds, 99 of 100", sorted[sorted.count * 99 / 100], Thresholds.verdictCommit, digits: 2)
        try ledger.close()
    }

    /// A page is written and synced, a thousand times; milliseconds, sorted.
    private func bareSyncs() throws -> [Double] {
        let file = open(path("sync"), O_RDWR | O_CREAT, 0o600)
        defer { close(file) }
        let page = [UInt8](repeating: 7, count: 4096)
        return (0..<1000).map { place in
            let start = Clocks.wall
            pwrite(file, page, page.count, off_t(place % 64 * page.count))
            fdatasync(file)
            return Double(Clocks.wall - start) / 1e6
        }.sorted()
    }

    // MARK: The check

    private func verification(_ report: inout Report) throws {
        let calls = 91_000
        let ledger = try Ledger(path: path("verify.sqlite"))
        let written = WrittenGroups(ledger, callsPerCommit: 250)
        for first in stride(from: 0, to: calls, by: 1_000) {
            try written.write((0..<1_000).map { try SampleCall(first + $0) }, from: first)
        }
        written.close()
        try ledger.close()
        let bytes = try FileManager.default.attributesOfItem(atPath: path("verify.sqlite"))[.size] as? Int ?? 0
        var rates: [Double] = []
        var entries = 0
        var processor = 0.0
        for _ in 0..<3 {
            let start = Clocks.cpu
            let time = Self.seconds {
                let found = LedgerVerifier().verify(path: path("verify.sqlite"))
                entries = found.holds ? found.entries : 0
            }
            processor = Double(Clocks.cpu - start) / 1e9
            rates.append(Double(entries) / time)
        }
        report.heading("\(entries) entries checked")
        report.atLeast("entries a second, best of three", rates.max() ?? 0, Thresholds.verifiedEntries)
        report.line("processor time", "\(Report.round(processor, 2)) s")
        report.line("bytes a call", Report.round(Double(bytes) / Double(calls), 0))
    }
}
