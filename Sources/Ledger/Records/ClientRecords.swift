import Foundation
import GRDB

/// A row of `client`.
struct ClientRecord: Codable, Hashable, FetchableRecord, PersistableRecord {
    static let databaseTableName = "client"
    var number: String
    var name: String
    var contract: String?
}

/// A row of `service`.
struct ServiceRecord: Codable, Hashable, FetchableRecord, PersistableRecord {
    static let databaseTableName = "service"
    var client: String
    var position: Int
    var name: String
    var kind: String
}

/// A row of `contact`.
struct ContactRecord: Codable, Hashable, FetchableRecord, PersistableRecord {
    static let databaseTableName = "contact"
    var client: String
    var code: String
    var position: Int
    var name: String
    var technical: Bool
    var passcode: Data?
    var language: String?
}

/// A row of `contact_phone`.
struct ContactPhoneRecord: Codable, Hashable, FetchableRecord, PersistableRecord {
    static let databaseTableName = "contact_phone"
    var client: String
    var code: String
    var position: Int
    var phone: String
}
