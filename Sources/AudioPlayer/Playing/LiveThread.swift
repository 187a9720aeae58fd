import Glibc

/// The system's threads, as far as a live line needs them.
enum LiveThread {
    /// Runs a loop on a thread of its own; the thread keeps the loop alive.
    static func start(_ loop: sending LiveLoop, device: String) throws(SoundDeviceError) -> pthread_t {
        let kept = Unmanaged.passRetained(loop)
        var thread = pthread_t()
        let code = pthread_create(
            &thread, nil,
            { argument in
                if let argument { Unmanaged<LiveLoop>.fromOpaque(argument).takeRetainedValue().run() }
                return nil
            }, kept.toOpaque())
        guard code == 0 else {
            kept.release()
            throw SoundDeviceError(
                device, "no thread can be started to play it, \(DeviceDiagnosis.words(code))",
                mend: "end other programs, or raise the limit of processes (ulimit -u)")
        }
        return thread
    }

    /// Waits for a thread that has ended, or is about to.
    static func join(_ thread: pthread_t) { pthread_join(thread, nil) }

    /// Leaves a thread that does not end to itself.
    static func leave(_ thread: pthread_t) { pthread_detach(thread) }
}
