/// A text that is mostly the same from line to line, as it was written last: a hash is looked through once, not a million
/// times.
struct RepeatedText {
    private var text: String?
    private var written: [UInt8] = []

    /// Writes a text.
    ///
    /// - Parameter spell: how it is written where it is another one.
    mutating func write(
        _ text: String, to output: inout ReportOutput, spell: (String, inout ReportOutput) -> Void
    ) {
        if text != self.text {
            self.text = text
            written = ReportOutput.bytes { spell(text, &$0) }
        }
        output.write(written)
    }
}
