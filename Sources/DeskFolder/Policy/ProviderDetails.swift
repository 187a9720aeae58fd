import Desk

/// Who runs the desk, with the mentions that an invoice carries.
public struct ProviderDetails: Hashable, Sendable {
    /// The name that callers hear.
    public var name: String
    /// The name as a speech engine is to say it, where that differs.
    public var spoken: String?
    /// The legal form, for example `SAS`.
    public var legalForm: String?
    /// The share capital, as it is printed.
    public var capital: String?
    /// The address on one line.
    public var address: String?
    /// The address in parts, if it was written so.
    public var postalAddress: PostalAddress?
    /// The registered office on one line.
    public var registeredOffice: String?
    /// The telephone number.
    public var phone: String?
    /// The fax number.
    public var fax: String?
    /// The business identifier (SIREN): its own, or the beginning of the SIRET.
    public var siren: String?
    /// The identifier of the establishment (SIRET).
    public var siret: String?
    /// The tax number (TVA).
    public var vat: String?

    /// Makes the details of a provider of whom only the name is known.
    public init(name: String) { self.name = name }

    /// The provider as the one who writes the invoices.
    public var seller: Seller {
        var seller = Seller(name: name)
        seller.legalForm = legalForm
        seller.capital = capital
        seller.address = postalAddress
        seller.registeredOffice = registeredOffice
        seller.phone = phone.flatMap { PhoneNumber($0) }
        seller.siren = siren
        seller.siret = siret
        seller.vat = vat
        return seller
    }

    init?(_ node: YAMLNode?) {
        guard let node, let name = node["name"]?.text else { return nil }
        self.init(name: name)
        spoken = node["spoken"]?.text
        legalForm = node["legal_form"]?.text
        capital = node["capital"]?.text
        postalAddress = node["address"].flatMap(Self.address)
        address = postalAddress?.description ?? node["address"]?.text
        registeredOffice = node["registered_office"].flatMap { Self.address($0)?.description ?? $0.text }
        phone = node["phone"]?.text
        fax = node["fax"]?.text
        siret = node.number("siret")
        siren = node.number("siren") ?? siret.map { String($0.prefix(9)) }
        vat = node.number("vat")
    }

    private static func address(_ node: YAMLNode) -> PostalAddress? {
        let lines = node["lines"]?.items.compactMap(\.text) ?? []
        guard !lines.isEmpty else { return nil }
        return PostalAddress(
            lines: lines, postcode: node["postcode"]?.text, city: node["city"]?.text, country: node["country"]?.text)
    }

    /// Where the numbers of the provider contradict themselves or each other.
    func problems(in node: YAMLNode) -> [Problem] {
        var problems: [Problem] = []
        func report(_ field: String, _ message: String, _ mend: String) {
            problems.append(Problem((node[field] ?? node).place, message, mend: mend))
        }
        if let siret, let siren, !siret.hasPrefix(siren) {
            report("siret", "'siret' is '\(siret)', and 'siren' is '\(siren)'", "let the first begin with the second")
        }
        guard let vat, vat.hasPrefix("FR") else { return problems }
        let right = siren.flatMap { siren in BusinessNumber.vatKey(ofSIREN: siren).map { "FR\($0)\(siren)" } }
        if let siren, let right, !vat.hasSuffix(siren) {
            report("vat", "'vat' is '\(vat)', not of the business '\(siren)'", "write \(right)")
        } else if !BusinessNumber.isVAT(vat) {
            report("vat", "the check digits of '\(vat)' are wrong", right.map { "write \($0)" } ?? "look it up")
        }
        return problems
    }
}
