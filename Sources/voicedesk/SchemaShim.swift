enum JSONSchema { static let flow = "{}" }
