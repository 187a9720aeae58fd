/// The paths of all transactions, each kept once.
///
/// A path is several times as large as what else lingers of a transaction, and most transactions of a server share the
/// few paths to its trunks.
struct PathTable: Sendable {
    /// Names a path in the table.
    typealias Index = UInt32

    private struct Entry: Sendable {
        var path: TransportPath
        var uses: Int
    }

    private var entries: ContiguousArray<Entry> = []
    private var free: ContiguousArray<Index> = []
    private var indices: [TransportPath: Index] = [:]

    /// How many different paths are in use.
    var count: Int { indices.count }

    /// The path with this index.
    subscript(index: Index) -> TransportPath { entries[Int(index)].path }

    /// The index of a path that is in use.
    func find(_ path: TransportPath) -> Index? { indices[path] }

    /// Counts one more use of a path.
    mutating func retain(_ path: TransportPath) -> Index {
        if let index = indices[path] {
            entries[Int(index)].uses += 1
            return index
        }
        let entry = Entry(path: path, uses: 1)
        let index: Index
        if let last = free.popLast() {
            index = last
            entries[Int(index)] = entry
        } else {
            index = Index(entries.count)
            entries.append(entry)
        }
        indices[path] = index
        return index
    }

    /// Counts one use less.
    mutating func release(_ index: Index) {
        entries[Int(index)].uses -= 1
        guard entries[Int(index)].uses == 0 else { return }
        indices[entries[Int(index)].path] = nil
        free.append(index)
    }
}
