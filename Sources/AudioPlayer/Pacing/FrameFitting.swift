/// Makes a frame a little shorter or longer.
enum FrameFitting {
    /// The most samples that are taken out by squeezing; more than that is cut off at the end.
    static let squeezeLimit = 8

    /// Fills `output` from its beginning with `count` samples of `frame`, without allocating.
    ///
    /// A small change is spread over the frame by linear interpolation, which nobody hears; both ends stay where they
    /// are, so neighbouring frames still join.
    static func fit(_ frame: [Int16], to count: Int, into output: inout [Int16]) {
        let count = min(max(0, count), output.count)
        guard !frame.isEmpty else { return }
        guard count > 1, count != frame.count, frame.count - count <= squeezeLimit else {
            for index in 0..<count { output[index] = frame[min(index, frame.count - 1)] }
            return
        }
        let steps = count - 1
        for index in 0..<count {
            let position = index * (frame.count - 1)
            let left = position / steps
            let part = position % steps
            let from = Int(frame[left])
            let to = part == 0 ? from : Int(frame[left + 1])
            output[index] = Int16(clamping: from + (to - from) * part / steps)
        }
    }
}
