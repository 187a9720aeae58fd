import AudioFiles
import Desk
import Prompts

extension DeskRecordings {
    /// Keeps what a person recorded in place of what was there: trimmed, at the loudness of all others, and marked as theirs.
    ///
    /// - Parameters:
    ///   - recording: as it came from the microphone or a file.
    ///   - name: how the recording is called in messages.
    /// - Returns: what mastering did.
    public func keep(_ recording: Recording, for clip: Clip, named name: String) throws(Problem) -> MasteringReport {
        let place = SourcePlace(file: name)
        if let level = AudioLevel(recording), level.longestFullScaleRun >= PromptCheck.clippedRun {
            throw Problem(
                place, "the recording is clipped: \(level.longestFullScaleRun) samples in a row are at full scale",
                mend: "record it again, softer")
        }
        let mastered = try RecordingStates.mastering.master(recording, named: name)
        if let fault = clip.lengthFault(of: mastered.recording) {
            throw Problem(place, "'\(clip.name)': \(fault)", mend: "say the whole text, and no more: \(clip.text)")
        }
        let path = path(of: clip)
        let bytes = try AudioFile.encode(mastered.recording, named: name)
        try FolderLock.holding(folder) { () throws(Problem) in
            var index = try RecordingIndex(folder: folder)
            index.entries[clip.path] = RecordingIndex.Entry(
                by: .person, source: Fingerprint.person(clip.text), audio: Fingerprint.of(bytes))
            try RecordingBatch.makeFolder(of: path)
            let file = try FileDraft(bytes, for: path, named: path)
            let newIndex: FileDraft
            do throws(Problem) {
                newIndex = try index.draft(in: folder)
            } catch {
                file.discard()
                throw error
            }
            // The file first: one that the index does not know is left alone by everybody.
            try file.commit()
            try newIndex.commit()
        }
        return mastered.report
    }
}
