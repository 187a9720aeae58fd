/// How large and how strange a sound file may be.
public enum AudioLimits {
    /// How many bytes a file may have: ten minutes of 48 kHz stereo at 24 bits are 173 MB.
    public static let fileSize = 256 * 1024 * 1024
    /// How long the sound may be; no caller listens to a prompt for longer.
    public static let duration = Duration.seconds(600)
    /// How many channels are mixed down.
    public static let channels = 1...8
    /// The sample rates that are converted, in hertz.
    public static let sampleRates = 4_000...192_000
    /// How far a floating-point sample may be from zero, full scale being 1.
    ///
    /// A little over full scale is usual; far more means samples that were never scaled to it.
    public static let floatSample: Float = 16
}
