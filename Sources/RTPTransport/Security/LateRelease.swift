import Dispatch

/// Ends what takes long to end where nobody waits for it: wiping a context can cost a media thread a whole tick.
enum LateRelease {
    private static let queue = DispatchQueue(label: "media.late-release", qos: .background)

    /// Lets go of an object, whose last owner the caller has been.
    static func release(_ object: consuming some AnyObject) {
        // No other thread has seen the object, and from here on this one does not.
        nonisolated(unsafe) let last = Unmanaged.passRetained(object)
        _ = consume object
        queue.async { last.release() }
    }
}
