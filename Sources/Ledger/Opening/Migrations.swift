import GRDB

/// The steps from an empty file to the current tables.
///
/// A step that was shipped is never edited.
enum Migrations {
    static var migrator: DatabaseMigrator {
        var migrator = DatabaseMigrator()
        migrator.registerMigration("v1") { database in
            try database.execute(sql: SchemaV1.facts)
            try database.execute(sql: SchemaV1.calls)
            try database.execute(sql: SchemaV1.triggers)
            try database.execute(sql: "PRAGMA user_version = 1")
        }
        migrator.registerMigration("v2") { database in
            try database.execute(sql: SchemaV2.voicemails)
            try database.execute(sql: SchemaV2.triggers)
            try database.execute(sql: "PRAGMA user_version = 2")
        }
        migrator.registerMigration("v3") { database in
            try database.execute(sql: SchemaV3.log)
            try database.execute(sql: SchemaV3.charges)
            try database.execute(sql: SchemaV3.triggers)
            try LogMigration(database: database).begin(at: SystemClock.now)
            try database.execute(sql: "PRAGMA user_version = 3")
        }
        migrator.registerMigration("v4") { database in
            try database.execute(sql: SchemaV4.drills)
            try database.execute(sql: SchemaV4.triggers)
            try database.execute(sql: "PRAGMA user_version = 4")
        }
        return migrator
    }
}
