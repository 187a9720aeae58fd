import Desk

/// Collects the keys of one `collect` or `menu` step.
///
/// An attempt speaks the prompts, then waits for the first key, then for each further one. Keys end the prompts where barge-in
/// is allowed and are dropped where it is not. An attempt that brings nothing usable is followed by another, up to the limit.
struct KeyInput: Hashable, Sendable {
    /// What is asked for; `collect` and `menu` differ only in this.
    struct Form: Hashable, Sendable {
        var minKeys: Int
        var maxKeys: Int
        var timeout: Duration
        var interDigitTimeout: Duration
        var finishOnKey: Key?
        var maxAttempts: Int
        var bargein: Bool
        var digitsOnly: Bool
    }

    /// What follows from an input.
    enum Action: Hashable, Sendable {
        /// Nothing yet.
        case wait
        /// The prompts are to be stopped; then as the action says.
        case complete(String)
        /// Nothing was keyed in this attempt.
        case noinput
        /// What was keyed cannot be used.
        case nomatch
    }

    let form: Form
    private(set) var attempt = 1
    /// What was keyed; up to fifteen keys need no memory of their own.
    private(set) var keys = ""
    /// The prompts that are being spoken, if any.
    var prompting: ActivityID?
    private(set) var deadline: Instant?

    init(_ form: Form) { self.form = form }

    /// The prompts are over: the time for the first key runs, unless one was pressed meanwhile.
    mutating func promptsEnded(at now: Instant) {
        prompting = nil
        if keys.isEmpty { deadline = now.advanced(by: form.timeout) }
    }

    /// The caller pressed a key that this input accepts.
    mutating func keyed(_ key: Key, at now: Instant) -> Action {
        if let finish = form.finishOnKey, key == finish {
            return keys.utf8.count >= form.minKeys ? .complete(keys) : keys.isEmpty ? .noinput : .nomatch
        }
        if form.digitsOnly, !key.isDigit { return .nomatch }
        keys.unicodeScalars.append(UnicodeScalar(key.code))
        if keys.utf8.count >= form.maxKeys { return .complete(keys) }
        deadline = now.advanced(by: form.interDigitTimeout)
        return .wait
    }

    /// The time for the next key is over.
    func timeoutReached() -> Action {
        if keys.isEmpty { return .noinput }
        return keys.utf8.count >= form.minKeys ? .complete(keys) : .nomatch
    }

    /// Begins another attempt, if one is left.
    mutating func retry() -> Bool {
        guard attempt < form.maxAttempts else { return false }
        attempt += 1
        keys = ""
        deadline = nil
        return true
    }
}
