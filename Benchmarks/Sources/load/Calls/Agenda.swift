/// What is to be done at a time to come, to the millisecond; at most a minute ahead.
struct Agenda<Item> {
    private var slots = [[Item]](repeating: [], count: 65_536)
    private var current: Int

    init(now: Int64) { current = Int(now / 1_000_000) }

    /// Plans something.
    mutating func add(_ item: Item, after milliseconds: Int, now: Int64) {
        let ahead = min(max(1, milliseconds), 60_000)
        slots[max(Int(now / 1_000_000) + ahead, current + 1) & 65_535].append(item)
    }

    /// Takes what is due.
    mutating func due(now: Int64) -> [Item] {
        var items: [Item] = []
        while current < Int(now / 1_000_000) {
            current += 1
            if !slots[current & 65_535].isEmpty {
                items += slots[current & 65_535]
                slots[current & 65_535] = []
            }
        }
        return items
    }
}
