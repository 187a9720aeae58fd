/// Work of which several pieces are done at once.
enum ParallelWork {
    /// Does a piece of work for each item, a limited number at a time.
    ///
    /// - Parameters:
    ///   - limit: how many at once.
    ///   - progress: is told how many are done.
    /// - Returns: the results, in the order in which they came.
    static func results<Item: Sendable, Result: Sendable>(
        of items: some Collection<Item>, atOnce limit: Int, progress: (Int) -> Void = { _ in },
        _ work: @escaping @Sendable (Item) async -> Result
    ) async -> [Result] {
        await withTaskGroup(of: Result.self) { group in
            var waiting = Array(items)[...]
            var results: [Result] = []
            func start() {
                guard let item = waiting.popFirst() else { return }
                group.addTask { await work(item) }
            }
            for _ in 0..<limit { start() }
            while let next = await group.next() {
                results.append(next)
                progress(results.count)
                start()
            }
            return results
        }
    }
}
