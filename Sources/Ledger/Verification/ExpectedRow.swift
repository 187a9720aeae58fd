import GRDB

/// What the log says that a row holds, column by column; a column of which the log tells nothing any more is left out.
struct ExpectedRow {
    private var columns: [String: DatabaseValue] = [:]

    subscript(column: String) -> (any DatabaseValueConvertible)? {
        get { columns[column] }
        set { columns[column] = newValue?.databaseValue ?? .null }
    }

    /// Takes a value from a payload: nothing is known of it if the payload is gone.
    mutating func set(_ column: String, _ value: CanonicalJSON?, in members: CanonicalJSON.Members?) {
        guard members != nil else { return columns[column] = nil }
        columns[column] =
            switch value {
            case .string(let text): text.databaseValue
            case .integer(let number): number.databaseValue
            case .array, .object, .bool: value?.text.databaseValue ?? .null
            case .null, nil: .null
            }
    }

    /// Whether a row holds all of it, to the byte.
    func agrees(with row: Row) -> Bool {
        columns.allSatisfy { column, expected in
            switch ((row[column] as DatabaseValue? ?? .null).storage, expected.storage) {
            // Strings that Swift calls equal may be spelled differently.
            case (.string(let left), .string(let right)): left.utf8.elementsEqual(right.utf8)
            case (let left, let right): left == right
            }
        }
    }
}
