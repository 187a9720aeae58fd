import Desk
import GRDB

/// A row of `bulletin`.
struct BulletinRecord: Codable, Hashable, FetchableRecord, PersistableRecord {
    static let databaseTableName = "bulletin"
    var seq: Int64?
    var id: String
    var title: String
    var activeFrom: Int64
    var activeUntil: Int64?

    enum CodingKeys: String, CodingKey {
        case seq, id, title
        case activeFrom = "active_from"
        case activeUntil = "active_until"
    }

    init(_ bulletin: Bulletin) {
        id = bulletin.id
        title = bulletin.title
        activeFrom = bulletin.from.milliseconds
        activeUntil = bulletin.until?.milliseconds
    }

    func bulletin(scopes: [BulletinScopeRecord]) throws -> Bulletin {
        Bulletin(
            id: id, title: title, covers: try scopes.map { try $0.scope() }, from: Instant(milliseconds: activeFrom),
            until: activeUntil.map(Instant.init(milliseconds:)))
    }
}

/// A row of `bulletin_scope`.
struct BulletinScopeRecord: Codable, Hashable, FetchableRecord, PersistableRecord {
    static let databaseTableName = "bulletin_scope"
    var bulletin: Int64
    var position: Int
    var kind: String
    var service: String?

    init(_ scope: Bulletin.Scope, bulletin: Int64, position: Int) {
        self.bulletin = bulletin
        self.position = position
        switch scope {
        case .all: kind = "all"
        case .network: kind = "network"
        case .service(let name):
            kind = "service"
            service = name
        }
    }

    func scope() throws -> Bulletin.Scope {
        switch (kind, service) {
        case ("all", nil): .all
        case ("network", nil): .network
        case ("service", let name?): .service(name)
        default: throw Stored.unreadable(kind, in: "bulletin scope")
        }
    }
}
