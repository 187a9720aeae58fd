import Desk
import Foundation
import GRDB

/// Writes clients with their services and contacts, within one transaction.
struct ClientWriter {
    let database: Database

    func insert(_ client: Client) throws {
        try ClientRecord(number: client.number.description, name: client.name, contract: client.contract).insert(
            database)
        try insertParts(of: client)
    }

    /// Puts a client in place of the one with the same number.
    func replace(_ client: Client) throws {
        let number = client.number.description
        try database.execute(sql: "DELETE FROM service WHERE client = ?", arguments: [number])
        try database.execute(sql: "DELETE FROM contact WHERE client = ?", arguments: [number])
        try ClientRecord(number: number, name: client.name, contract: client.contract).update(database)
        try insertParts(of: client)
    }

    private func insertParts(of client: Client) throws {
        let number = client.number.description
        for (position, service) in client.services.enumerated() {
            try ServiceRecord(client: number, position: position, name: service.name, kind: service.kind.rawValue)
                .insert(database)
        }
        for (position, contact) in client.contacts.enumerated() {
            try ContactRecord(
                client: number, code: contact.code, position: position, name: contact.name,
                technical: contact.isTechnical, passcode: contact.passcode.map { Data($0.bytes) },
                language: contact.language?.rawValue
            ).insert(database)
            for (place, phone) in contact.phones.enumerated() {
                try ContactPhoneRecord(client: number, code: contact.code, position: place, phone: phone.description)
                    .insert(database)
            }
        }
    }
}
