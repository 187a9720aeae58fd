import Desk

/// Makes the problems of one file, so that each is worded in one place.
struct Complaint {
    /// The file as the user knows it.
    let name: String

    /// Right for a person's recording and for what an engine spoke.
    static let mendOfSilence = "check what made it, the microphone or the speech engine, and make it again"

    func callAsFunction(_ message: String, mend: String) -> Problem {
        Problem(SourcePlace(file: name), message, mend: mend)
    }

    var empty: Problem { self("the file has no sound in it", mend: Self.mendOfSilence) }

    var damaged: Problem {
        self("the sound is damaged and cannot be decoded to its end", mend: "copy or export the file again")
    }

    func cut(_ what: String) -> Problem {
        self("the file is cut short: \(what)", mend: "copy or export it again, to its end")
    }

    func tooLong(_ duration: Duration) -> Problem {
        self(
            "the sound is \(duration.inSeconds) long",
            mend: "keep it within \(AudioLimits.duration.inSeconds), or split it")
    }

    func tooLarge(_ size: Int) -> Problem {
        self(
            "the file has \(size) bytes",
            mend: "keep it within \(AudioLimits.fileSize): 8 kHz, mono, 16 bits are enough")
    }
}
