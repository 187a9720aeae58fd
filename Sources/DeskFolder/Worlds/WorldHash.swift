extension WorldFile {
    /// SHA-256 of a world's text, in hexadecimal, by which a loaded world is known again.
    public static func hash(_ text: String) -> String { FileBytes.hash(Array(text.utf8)) }
}
