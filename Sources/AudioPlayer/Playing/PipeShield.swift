import Glibc

/// Keeps a pipe whose reader is gone from ending the process.
///
/// ALSA's file plugin writes to commands. A write to a dead one raises SIGPIPE on the writing thread, so that is where
/// it is held back and taken away; the rest of the process keeps its own way with signals.
enum PipeShield {
    /// Runs `body` with SIGPIPE held back on this thread.
    static func holding<Result, Failure: Error>(_ body: () throws(Failure) -> Result) throws(Failure) -> Result {
        var pipe = sigset_t()
        sigemptyset(&pipe)
        sigaddset(&pipe, SIGPIPE)
        let wasPending = isPending
        var outer = sigset_t()
        pthread_sigmask(SIG_BLOCK, &pipe, &outer)
        defer {
            if !wasPending {
                var atOnce = timespec()
                while sigtimedwait(&pipe, nil, &atOnce) == -1 && errno == EINTR {}
            }
            pthread_sigmask(SIG_SETMASK, &outer, nil)
        }
        return try body()
    }

    private static var isPending: Bool {
        var pending = sigset_t()
        sigpending(&pending)
        return sigismember(&pending, SIGPIPE) == 1
    }
}
