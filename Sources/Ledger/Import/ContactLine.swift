import Desk

extension ClientLines {
    /// The contact of a line; nothing if the line has none or something about it is wrong.
    mutating func contact(_ row: CSVRow, of client: ClientNumber?) -> (contact: Contact, passcode: PasscodeEntry)? {
        let code = row["contact_code"]
        if code.text.isEmpty {
            let filled = ["contact_name", "phones", "technical", "passcode", "language"].first { !row[$0].text.isEmpty }
            if let filled {
                reading.problems.add(
                    code.place, "contact_code is empty, but \(filled) is not",
                    mend: "write the contact's two digits, or leave all of the contact empty")
            }
            return nil
        }
        let isCode =
            code.text.utf8.count == Contact.codeLength && code.text.utf8.allSatisfy { (0x30...0x39).contains($0) }
        if !isCode {
            reading.problems.add(
                code.place, "contact_code \(code.text.shown) is not two digits",
                mend: "write both; format the column as text to keep leading zeros")
        }
        let name = reading.name(row["contact_name"], "contact_name")
        let phones = phones(row["phones"])
        let isTechnical = reading.yesOrNo(row["technical"], "technical")
        let languageField = row["language"]
        let language: Language? = languageField.text.isEmpty ? nil : reading.word(languageField, "language")
        let passcode = passcode(row.raw("passcode"), of: client, contact: code.text)
        guard isCode, let name, let isTechnical else { return nil }
        let contact = Contact(
            code: code.text, name: name, phones: phones, isTechnical: isTechnical, language: language)
        return (contact, passcode)
    }

    private mutating func phones(_ field: CSVField) -> [PhoneNumber] {
        var phones: [PhoneNumber] = []
        for part in field.text.split(separator: "|").map({ String($0).trimmed }) where !part.isEmpty {
            guard let phone = PhoneNumber(part) else {
                reading.problems.add(
                    field.place, "the phone \(part.shown) is not a telephone number",
                    mend: "write it as +33612345678; format the column as text to keep the +")
                continue
            }
            if phones.contains(phone) {
                reading.problems.add(field.place, "the phone \(phone) comes twice", mend: "remove one of them")
            }
            phones.append(phone)
        }
        if phones.count > LedgerLimits.phonesPerContact {
            reading.problems.add(
                field.place, "the contact has \(phones.count) phones",
                mend: "list at most \(LedgerLimits.phonesPerContact)")
        }
        return phones
    }

    /// The passcode is sensitive: no message repeats it.
    private mutating func passcode(_ field: CSVField, of client: ClientNumber?, contact: String) -> PasscodeEntry {
        if field.text.trimmed.isEmpty { return .keep }
        if field.text.trimmed == "-" { return .remove }
        guard field.text.count == Passcode.length, let keys = Passcode.keys(forPassword: field.text) else {
            reading.problems.add(
                field.place, "the passcode has \(field.text.count) characters",
                mend: "write only the first \(Passcode.length) characters of the password, - for none, "
                    + "or nothing to keep the stored one")
            return .keep
        }
        guard let client else { return .keep }
        return .set(hasher.hash(keys: keys, client: client, contact: contact))
    }
}
