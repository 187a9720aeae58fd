import Foundation
import Invoicing
import Testing

/// The two syntaxes in which an invoice is written.
enum Syntax: String, CaseIterable, Sendable {
    case crossIndustry = "cii"
    case universal = "ubl"

    func text(of invoice: Invoice) -> String {
        switch self {
        case .crossIndustry: CrossIndustryInvoice.text(of: invoice)
        case .universal: UniversalBusinessLanguage.text(of: invoice)
        }
    }
}

/// An assertion of the published schemas and rules that a document does not keep.
struct Finding: Hashable, CustomStringConvertible, Sendable {
    /// `XSD`, `EN16931` or `BR-FR`.
    let rules: String
    let flag: String
    let id: String
    let text: String

    var description: String { "\(rules) \(flag) \(id): \(text)" }

    /// The rule without the term that it was asked of: `BR-FR-12` of `BR-FR-12_BT-49`.
    ///
    /// Factur-X numbers its code lists otherwise than the standard: of those it is `BR-CL`.
    var rule: String {
        if id.hasPrefix("FX-SCH"), text.hasSuffix("is not allowed.") { return "BR-CL" }
        return String(id.replacing("-LEGALID", with: "").prefix { $0 != "_" && $0 != "/" })
    }
}

/// Asks the published schemas and rules, which run in Python.
enum Published {
    /// What each document breaks, in their order.
    static func findings(in documents: [String]) throws -> [[Finding]] {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("invoices-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let paths = documents.indices.map { folder.appendingPathComponent("\($0).xml").path }
        for (path, document) in zip(paths, documents) {
            try document.write(toFile: path, atomically: false, encoding: .utf8)
        }
        let output = try run(paths, in: folder)
        var findings = [String: [Finding]](uniqueKeysWithValues: paths.map { ($0, []) })
        for line in output.split(separator: "\n") {
            let parts = line.split(separator: "\t", maxSplits: 4, omittingEmptySubsequences: false).map(String.init)
            try #require(parts.count == 5 && findings[parts[0]] != nil, "the validator said '\(line)'")
            findings[parts[0]]?.append(Finding(rules: parts[1], flag: parts[2], id: parts[3], text: parts[4]))
        }
        return paths.map { findings[$0] ?? [] }
    }

    private static func run(_ paths: [String], in folder: URL) throws -> String {
        let python = Repository.root + "/.build/python/bin/python"
        try #require(
            FileManager.default.isExecutableFile(atPath: python),
            "there is no \(python): run docs/scripts/python-tools, as 'make test' does")
        let (output, errors) = (folder.appendingPathComponent("output"), folder.appendingPathComponent("errors"))
        for file in [output, errors] { try Data().write(to: file) }
        let process = Process()
        process.executableURL = URL(fileURLWithPath: python)
        process.arguments = [Repository.root + "/Tests/InvoicingTests/Validator/validate.py"] + paths
        process.environment = ProcessInfo.processInfo.environment.merging(["PYTHONUTF8": "1"]) { $1 }
        process.standardOutput = try FileHandle(forWritingTo: output)
        process.standardError = try FileHandle(forWritingTo: errors)
        try process.run()
        process.waitUntilExit()
        let said = try String(contentsOf: errors, encoding: .utf8)
        try #require(process.terminationStatus == 0, "validate.py failed: \(said)")
        return try String(contentsOf: output, encoding: .utf8)
    }
}
