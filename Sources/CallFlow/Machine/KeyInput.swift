import Desk

/// Collects the keys of one `collect` or `menu` step.
///
/// An attempt speaks the prompts, then waits for the first key, then for each further one. Keys end the prompts where barge-in
/// is allowed and are dropped where it is not. An attempt that brings nothing usable is followed by another, up to the limit.
struct KeyInput: Hashable, Sendable {
    /// What is asked for; `collect` and `menu` differ only in this.
    struct Form: Hashable, Sendable {
        var minKeys: UInt8
        var maxKeys: UInt8
        var maxAttempts: UInt8
        var timeout: Instant.Wait
        var interDigitTimeout: Instant.Wait
        var finishOnKey: Key?
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

    private(set) var attempt: UInt8 = 1
    private(set) var keys = KeyBuffer()
    /// The prompts that are being spoken, if any.
    var prompting: ActivityID?
    private(set) var deadline: Instant?

    /// The prompts are over: the time for the first key runs, unless one was pressed meanwhile.
    mutating func promptsEnded(_ form: Form, at now: Instant) {
        prompting = nil
        if keys.isEmpty { deadline = now.advanced(by: form.timeout) }
    }

    /// The caller pressed a key that this input accepts.
    mutating func keyed(_ key: Key, _ form: Form, at now: Instant) -> Action {
        if let finish = form.finishOnKey, key == finish {
            return keys.count >= form.minKeys ? complete() : keys.isEmpty ? .noinput : .nomatch
        }
        if form.digitsOnly, !key.isDigit { return .nomatch }
        keys.append(key)
        if keys.count >= form.maxKeys { return complete() }
        deadline = now.advanced(by: form.interDigitTimeout)
        return .wait
    }

    /// The time for the next key is over.
    func timeoutReached(_ form: Form) -> Action {
        if keys.isEmpty { return .noinput }
        return keys.count >= form.minKeys ? complete() : .nomatch
    }

    /// Begins another attempt, if one is left.
    mutating func retry(_ form: Form) -> Bool {
        guard attempt < form.maxAttempts else { return false }
        attempt += 1
        keys = KeyBuffer()
        deadline = nil
        return true
    }

    private func complete() -> Action { .complete(keys.description) }
}

/// The keys of one input, four bits each, so that an input is copied without touching the heap.
struct KeyBuffer: Hashable, Sendable, CustomStringConvertible {
    private var low: UInt64 = 0
    private var high: UInt64 = 0
    /// How many keys there are, at most ``FlowLimits/digits``.
    private(set) var count: UInt8 = 0

    var isEmpty: Bool { count == 0 }

    /// Appends a key; the last one that fits is the last one that is kept.
    mutating func append(_ key: Key) {
        guard Int(count) < FlowLimits.digits else { return }
        let nibble = UInt64(key.isDigit ? key.code - 0x30 : key.code == 0x2A ? 10 : 11)
        if count < 16 { low |= nibble << UInt64(count * 4) } else { high |= nibble << UInt64((count - 16) * 4) }
        count += 1
    }

    /// The first key.
    var first: Key? { isEmpty ? nil : Key(code: code(0)) }

    private func code(_ index: Int) -> UInt8 {
        let nibble = UInt8((index < 16 ? low >> UInt64(index * 4) : high >> UInt64((index - 16) * 4)) & 0xF)
        return nibble < 10 ? nibble + 0x30 : nibble == 10 ? 0x2A : 0x23
    }

    /// The keys as they are printed on a telephone.
    var description: String {
        var codes = InlineArray<32, UInt8>(repeating: 0)
        for index in 0..<Int(count) { codes[index] = code(index) }
        guard let text = try? UTF8Span(validating: codes.span.extracting(first: Int(count))) else { return "" }
        return String(copying: text)
    }
}
