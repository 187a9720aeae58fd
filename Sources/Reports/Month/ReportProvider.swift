/// Who makes the report: the name and the legal mentions that stand at its head.
public struct ReportProvider: Hashable, Sendable {
    /// A line of the mentions.
    public struct Mention: Hashable, Sendable {
        /// What it is, for example `SIRET`; none where the value speaks for itself.
        public let label: String?
        /// The value.
        public let value: String

        /// Makes a line.
        public init(_ value: String, label: String? = nil) {
            self.label = label
            self.value = value
        }
    }

    /// The name.
    public var name: String
    /// The mentions, in the order in which they are printed.
    public var mentions: [Mention]

    /// Makes a provider.
    public init(name: String, mentions: [Mention] = []) {
        self.name = name
        self.mentions = mentions
    }
}
