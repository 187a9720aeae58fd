import Desk
import DeskFolder

/// The small desk with what invoices need, which begins on line 19.
enum BillingDesk {
    static let part = """
        billing:
          four_eyes: false
          vat: { category: E, reason: "Art. 293 B du CGI", reason_code: VATEX-FR-FRANCHISE }
          payment:
            within: 45d
            iban: FR76 3000 6000 0112 3456 7890 189
            bic: AGRIFRPP
            late_penalty: Dix points.
            indemnity: 0
            discount: Deux pour cent.
          invoice_numbers: "F{number}"
          credit_numbers: "A{number}"
          note: Merci.
        retention:
          calls: 400d
          charges: 3000d
          passcode_failures: 2d

        """

    static let provider = """
        provider: { name: Small Hosting, address: { lines: [1 rue A, Bât. B], postcode: "44000", city: Nantes, country: FR }, registered_office: { lines: [2 rue C], postcode: "72000", city: Le Mans, country: FR }, siret: 439 537 705 00022, vat: FR 74 439537705, capital: 25 050 EUR, phone: "+33290920550" }
        """

    static var desk: String {
        get throws {
            try (SmallDesk.desk + part).changing("provider: { name: Small Hosting }", to: provider)
        }
    }

    static func load(_ text: String) throws(Problems) -> DeskFolder { try SmallDesk.load(["desk.yaml": text]) }

    /// What is wrong once a text is replaced, one problem a line.
    static func problems(_ old: String, _ new: String) throws -> [String] {
        let changed = try desk.changing(old, to: new)
        do throws(Problems) {
            _ = try load(changed)
            return []
        } catch {
            return error.all.map { $0.description.replacing("small/", with: "") }
        }
    }
}
