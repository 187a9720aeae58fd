extension Setting {
    /// The reference of all settings as a table in Markdown.
    public static var reference: String {
        let head = "| setting | flag | environment variable | default | what it is |\n| --- | --- | --- | --- | --- |\n"
        return head
            + all.map { setting in
                let standard = setting.standard.map { setting.unit.isEmpty ? "`\($0)`" : "`\($0)` \(setting.unit)" }
                let what = "\(setting.note) Takes \(setting.expected)."
                let cells = [
                    "`\(setting.name)`", "`\(setting.flag)`", "`\(setting.variable)`", standard ?? "none",
                    what.replacing("|", with: "\\|"),
                ]
                return "| \(cells.joined(separator: " | ")) |\n"
            }.joined()
    }
}
