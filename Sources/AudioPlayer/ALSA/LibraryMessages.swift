#if ALSA
    import CALSA
    import Glibc
    import Synchronization

    /// What ALSA's library would print on standard error, kept for the error that we show instead.
    ///
    /// ALSA complains at every level on the way out, the outermost last. Its handler for one thread leaves alone what
    /// the rest of the process does with ALSA.
    enum LibraryMessages {
        /// The longest message that is kept, in bytes.
        static let limit = 240

        /// The last message by thread, only of threads that are listening.
        private static let last = Mutex<[pthread_t: String]>([:])

        /// Runs `body` with this thread's messages kept instead of printed.
        static func listening<Result, Failure: Error>(
            _ body: () throws(Failure) -> Result
        ) throws(Failure) -> Result {
            let outer = snd_lib_error_set_local(keep)
            defer {
                _ = take()
                _ = snd_lib_error_set_local(outer)
            }
            return try body()
        }

        /// The last message of this thread, if there was one since it was last taken.
        static func take() -> String? {
            last.withLock { $0.removeValue(forKey: pthread_self()) }
        }

        private static let keep: snd_local_error_handler_t = { _, _, _, code, format, arguments in
            let line = words(format, arguments).split(whereSeparator: \.isNewline).joined(separator: " ")
            let message = code == 0 ? line : "\(line): \(DeviceDiagnosis.words(code))"
            last.withLock { $0[pthread_self()] = message }
        }

        /// The arguments are optional here because some processors pass them by a pointer and others do not.
        private static func words(_ format: UnsafePointer<CChar>?, _ arguments: CVaListPointer?) -> String {
            guard let format, let arguments else { return "" }
            return withUnsafeTemporaryAllocation(of: CChar.self, capacity: limit) { buffer in
                guard let start = buffer.baseAddress, vsnprintf(start, limit, format, arguments) >= 0 else { return "" }
                return String(cString: start)
            }
        }
    }
#endif
