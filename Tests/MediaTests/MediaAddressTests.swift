import Media
import Testing

/// Addresses as numbers.
struct MediaAddressTests {
    @Test("Addresses are numbers, whatever their family")
    func addresses() throws {
        let four = try #require(MediaAddress(networkOrder: [127, 0, 0, 1], port: 5))
        #expect(four == .v4(0x7F00_0001, port: 5))
        let six = try #require(MediaAddress(networkOrder: Array(repeating: 0, count: 15) + [1], port: 5))
        #expect(six == .v6(high: 0, low: 1, port: 5))
        #expect(MediaAddress(networkOrder: [1, 2, 3], port: 5) == nil)
        #expect(four.isReachable && six.isReachable)
        #expect(!four.isSameHost(as: six))
        #expect(four.isSameHost(as: four.with(port: 9)))
    }
}
