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
    /// The address.
    public var address: String?
    /// The registered office.
    public var registeredOffice: String?
    /// The telephone number.
    public var phone: String?
    /// The fax number.
    public var fax: String?
    /// The business identifier (SIRET).
    public var siret: String?
    /// The tax number (TVA).
    public var vat: String?

    /// Makes the details of a provider of whom only the name is known.
    public init(name: String) { self.name = name }

    init?(_ node: YAMLNode?) {
        guard let node, let name = node["name"]?.text else { return nil }
        self.init(name: name)
        spoken = node["spoken"]?.text
        legalForm = node["legal_form"]?.text
        capital = node["capital"]?.text
        address = node["address"]?.text
        registeredOffice = node["registered_office"]?.text
        phone = node["phone"]?.text
        fax = node["fax"]?.text
        siret = node["siret"]?.text
        vat = node["vat"]?.text
    }
}
