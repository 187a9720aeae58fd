import Glibc
import Testing

@testable import RTPTransport

/// Ends of objects on another thread.
struct LateReleaseTests {
    private final class Witness {
        let sink: AsyncStream<pthread_t>.Continuation
        init(_ sink: AsyncStream<pthread_t>.Continuation) { self.sink = sink }
        deinit {
            sink.yield(pthread_self())
            sink.finish()
        }
    }

    @Test("An object ends on another thread than that which lets go of it", .timeLimit(.minutes(10)))
    func elsewhere() async {
        let (threads, sink) = AsyncStream.makeStream(of: pthread_t.self)
        let here = Self.letGo(sink)
        var ends: [pthread_t] = []
        for await thread in threads { ends.append(thread) }
        #expect(ends.count == 1 && ends.first != here)
    }

    private static func letGo(_ sink: AsyncStream<pthread_t>.Continuation) -> pthread_t {
        LateRelease.release(Witness(sink))
        return pthread_self()
    }
}
