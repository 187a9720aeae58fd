/// Where a recording lies in its layer, and how much of it is voiced.
struct Profile: Sendable {
    /// The name by which it is reported.
    let name: String
    /// The names of other recordings with the very same samples.
    var twins: [String] = []
    /// The first of its samples in the layer.
    let start: Int
    /// How many samples.
    let count: Int
    /// The first of its frames in the layer.
    let firstFrame: Int
    /// How many frames of ``BookLayer/frameLength`` samples, the last of which may be shorter.
    let frameCount: Int
    /// How many of them are voiced.
    let voicedCount: Int
}
