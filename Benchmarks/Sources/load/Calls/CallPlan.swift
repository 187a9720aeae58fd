/// What callers and technicians do; times in milliseconds.
struct CallPlan {
    /// Whether everybody sends sound all the time, as telephones do.
    var sends = false
    /// How long after its answer a call is hung up by the caller; nothing for not before the end of the measurement.
    var hangUpAfter: Int?
    /// Keys of the caller, and when they are pressed after the answer.
    var keys: [(after: Int, keys: String)] = []
    /// The number that is called.
    var number = "+33290920555"
    /// The caller's number; nothing for another one in every call.
    var caller: String?
    /// When the technician presses the key that accepts, after the answer.
    var acceptAfter = 200
    /// How long after that the technician hangs up.
    var talk = 1_000
}
