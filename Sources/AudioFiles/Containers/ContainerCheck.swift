import Desk

/// Finds out what a file is and whether all of it is there, before any decoder sees it.
///
/// libsndfile reads some thirty formats and is lenient with all of them: a WAV that is cut short is a shorter WAV to
/// it. Here only the four formats pass that this module promises, and only whole.
enum ContainerCheck {
    /// What was found out.
    struct Result {
        let container: AudioContainer
        /// The file, with the length in its header mended where that may be.
        let bytes: [UInt8]
        /// How many bytes of samples there are, in the formats that say so.
        let soundSize: Int?
        /// Whether the header knows how many frames there are.
        let frameCountIsKnown: Bool
    }

    static func check(_ bytes: [UInt8], lengthIsReliable: Bool, _ complaint: Complaint) throws(Problem) -> Result {
        guard !bytes.isEmpty else {
            throw complaint("the file is empty, it has 0 bytes", mend: Complaint.mendOfSilence)
        }
        guard bytes.count <= AudioLimits.fileSize else { throw complaint.tooLarge(bytes.count) }
        guard let container = recognise(bytes) else { throw unknown(bytes, complaint) }
        switch container {
        case .wav, .aiff:
            var chunks = ChunkFile(bytes, container)
            let size = try chunks.checkSound(lengthIsReliable: lengthIsReliable, complaint)
            return Result(container: container, bytes: chunks.bytes, soundSize: size, frameCountIsKnown: true)
        case .flac:
            let isKnown = FLACHeader.knowsLength(bytes)
            guard isKnown || !lengthIsReliable else {
                throw complaint(
                    "the FLAC does not say how long it is, so that nobody can tell whether it is whole",
                    mend: "encode it again, to a file and not to a pipe")
            }
            return Result(container: container, bytes: bytes, soundSize: nil, frameCountIsKnown: isKnown)
        case .ogg:
            try OggPages.check(bytes, complaint)
            return Result(container: container, bytes: bytes, soundSize: nil, frameCountIsKnown: true)
        }
    }

    private static func recognise(_ bytes: [UInt8]) -> AudioContainer? {
        func has(_ text: StaticString, at offset: Int) -> Bool { bytes.has(text, at: offset) }
        if has("RIFF", at: 0) || has("RIFX", at: 0), has("WAVE", at: 8) { return .wav }
        if has("FORM", at: 0), has("AIFF", at: 8) || has("AIFC", at: 8) { return .aiff }
        if has("fLaC", at: 0) { return .flac }
        if has("OggS", at: 0) { return .ogg }
        return nil
    }

    private static func unknown(_ bytes: [UInt8], _ complaint: Complaint) -> Problem {
        let isMP3 = bytes.has("ID3", at: 0) || (bytes.count > 1 && bytes[0] == 0xFF && bytes[1] & 0xE6 == 0xE2)
        if isMP3 {
            return complaint(
                "this is an MP3, which does not show whether it is whole", mend: "give a WAV, AIFF, FLAC or Ogg file")
        }
        let start = bytes.prefix(4).map { byte in
            let digits = String(byte, radix: 16, uppercase: true)
            return digits.utf8.count == 1 ? "0" + digits : digits
        }
        return complaint(
            "this is not a sound file that can be read, it begins with the bytes \(start.joined(separator: " "))",
            mend: "give a WAV, AIFF, FLAC or Ogg file")
    }
}

extension [UInt8] {
    /// Whether some ASCII stands at a place.
    func has(_ text: StaticString, at offset: Int) -> Bool {
        let length = text.utf8CodeUnitCount
        guard offset >= 0, length <= count, offset <= count - length else { return false }
        return text.withUTF8Buffer { self[offset..<offset + length].elementsEqual($0) }
    }
}
