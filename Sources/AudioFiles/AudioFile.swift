import Desk

/// Sound files, read and written.
///
/// WAV, AIFF, FLAC, Ogg Vorbis and Ogg Opus are read. Several channels become their mean; another rate becomes 8 kHz
/// with libsamplerate's best filter. A file that is 8 kHz, mono and 16 bits already comes through unchanged.
///
/// Every error is a ``Desk/Problem`` at the name by which the user knows the file. What a file claims never decides how
/// much memory is taken: the limits are in ``AudioLimits``.
public enum AudioFile {
    /// The sound of a file.
    ///
    /// - Parameter name: the file as the user knows it, for messages.
    public static func read(_ path: String, named name: String) throws(Problem) -> Recording {
        try load(path, named: name).recording
    }

    /// The sound of a file and what the file is, from one look at it.
    ///
    /// - Parameter name: the file as the user knows it, for messages.
    public static func load(_ path: String, named name: String) throws(Problem) -> AudioContent {
        try decode(RegularFile.bytes(of: path, named: name), named: name)
    }

    /// The bytes of a regular file within the limits; nothing else is opened.
    ///
    /// - Parameter name: the file as the user knows it, for messages.
    public static func bytes(of path: String, named name: String) throws(Problem) -> [UInt8] {
        try RegularFile.bytes(of: path, named: name)
    }

    /// The sound of a file in memory.
    ///
    /// - Parameters:
    ///   - name: where the bytes are from, for messages.
    ///   - lengthIsReliable: whether the header knows the length. What a program wrote to a pipe was begun before the
    ///     length was known: espeak-ng announces 2 GB. Then the sound goes on to the end of the bytes, and one that was
    ///     cut short cannot be told from a whole one.
    public static func decode(
        _ bytes: [UInt8], named name: String, lengthIsReliable: Bool = true
    ) throws(Problem) -> AudioContent {
        let complaint = Complaint(name: name)
        let stream = try SoundStream(bytes, lengthIsReliable: lengthIsReliable, complaint)
        let content = try SoundReader(stream, complaint).read()
        guard !content.recording.samples.isEmpty else { throw complaint.empty }
        return content
    }

    /// The bytes of a WAV file of 8 kHz, 16 bits and one channel: a header of 44 bytes and the samples.
    ///
    /// The same samples give the same bytes.
    ///
    /// - Parameter name: the file as the user knows it, for messages.
    public static func encode(_ recording: Recording, named name: String) throws(Problem) -> [UInt8] {
        let complaint = Complaint(name: name)
        guard !recording.samples.isEmpty else { throw complaint.empty }
        guard recording.duration <= AudioLimits.duration else { throw complaint.tooLong(recording.duration) }
        return WAVEncoder.encode(recording)
    }

    /// Writes a WAV file as ``encode(_:named:)`` makes it, whole or not at all.
    ///
    /// A file of the same name is replaced; nobody ever reads half of the new one. A symbolic link is replaced by the
    /// file, not followed.
    ///
    /// - Parameter name: the file as the user knows it, for messages.
    public static func write(_ recording: Recording, to path: String, named name: String) throws(Problem) {
        try FileDraft(encode(recording, named: name), for: path, named: name).commit()
    }
}
