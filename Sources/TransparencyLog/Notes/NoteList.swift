extension SignedNote {
    /// Reads notes that follow each other in one text, an empty line between them; nothing if any of it is no note.
    ///
    /// This is how checkpoints are kept: each is added to the end of a file.
    public static func list(_ text: String) -> [SignedNote]? {
        var notes: [SignedNote] = []
        var current: [Substring] = []
        var isSigned = false

        func flush() -> Bool {
            guard !current.isEmpty else { return true }
            guard let note = SignedNote(current.joined(separator: "\n") + "\n") else { return false }
            notes.append(note)
            current = []
            isSigned = false
            return true
        }

        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            if line.hasPrefix("\u{2014} "), current.contains("") {
                isSigned = true
                current.append(line)
            } else if isSigned {
                guard flush() else { return nil }
                if !line.isEmpty { current.append(line) }
            } else if !line.isEmpty || !current.isEmpty {
                current.append(line)
            }
        }
        return flush() ? notes : nil
    }
}
