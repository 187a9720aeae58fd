import NIOCore
import NIOEmbedded
import Testing

@testable import SIPTransport

/// One deadline, moved about, in virtual time.
struct LoopTimerTests {
    private final class Bell {
        var rings: [NIODeadline] = []
    }

    private let eventLoop = EmbeddedEventLoop()
    private let bell = Bell()
    private let timer: LoopTimer

    init() {
        timer = LoopTimer(on: eventLoop) { [eventLoop, bell] in bell.rings.append(eventLoop.now) }
    }

    @Test("It rings once, at its deadline")
    func rings() {
        timer.set(.uptimeNanoseconds(100))
        eventLoop.advanceTime(by: .nanoseconds(99))
        #expect(bell.rings == [])
        eventLoop.advanceTime(by: .nanoseconds(500))
        #expect(bell.rings == [.uptimeNanoseconds(100)])
        #expect(timer.deadline == nil)
    }

    @Test("A deadline that moved away rings at the new time only")
    func later() {
        timer.set(.uptimeNanoseconds(100))
        timer.set(.uptimeNanoseconds(200))
        eventLoop.advanceTime(by: .nanoseconds(150))
        timer.set(.uptimeNanoseconds(300))
        eventLoop.advanceTime(by: .nanoseconds(500))
        #expect(bell.rings == [.uptimeNanoseconds(300)])
    }

    @Test("A deadline that came nearer rings at the new time only")
    func sooner() {
        timer.set(.uptimeNanoseconds(300))
        timer.set(.uptimeNanoseconds(100))
        eventLoop.advanceTime(by: .nanoseconds(500))
        #expect(bell.rings == [.uptimeNanoseconds(100)])
    }

    @Test("No deadline, no ring")
    func cancelled() {
        timer.set(.uptimeNanoseconds(100))
        timer.set(nil)
        eventLoop.advanceTime(by: .nanoseconds(500))
        timer.set(.uptimeNanoseconds(600))
        timer.cancel()
        eventLoop.advanceTime(by: .nanoseconds(500))
        #expect(bell.rings == [])
    }

    @Test("A deadline in the past rings at once")
    func past() {
        eventLoop.advanceTime(to: .uptimeNanoseconds(1_000))
        timer.set(.uptimeNanoseconds(10))
        eventLoop.advanceTime(by: .nanoseconds(1))
        #expect(bell.rings.count == 1)
    }

    @Test("Times are held between nothing and a century")
    func amounts() {
        #expect(TimeAmount(held: Duration.milliseconds(1_500)) == .milliseconds(1_500))
        #expect(TimeAmount(held: Duration.seconds(-1)) == .zero)
        #expect(TimeAmount(held: Duration.seconds(Int64.max)) == .seconds(3_155_760_000))
    }
}
