import Desk

/// Reading and writing world files.
public enum WorldFile {
    /// Reads the text of a world file.
    ///
    /// - Parameters:
    ///   - file: the file's name, for messages.
    ///   - policy: the desk's policy, for its zone and contracts.
    ///   - hasher: hashes the passcodes; whoever compares them must use the same key.
    /// - Throws: everything that is wrong with the file.
    public static func read(
        _ text: String, file: String, policy: Policy, hasher: any PasscodeHasher
    ) throws(Problems) -> World {
        let result = load(Array(text.utf8), file: file, policy: policy, hasher: hasher)
        guard let world = result.world else { throw Problems(result.problems) }
        return world
    }

    /// Reads a world file.
    ///
    /// - Throws: everything that is wrong with the file, or that it cannot be read.
    public static func load(at path: String, policy: Policy, hasher: any PasscodeHasher) throws(Problems) -> World {
        let bytes: [UInt8]
        do throws(Problem) { bytes = try FileBytes.read(path, named: path) } catch { throw Problems([error]) }
        let result = load(bytes, file: path, policy: policy, hasher: hasher)
        guard let world = result.world else { throw Problems(result.problems) }
        return world
    }

    private static func load(
        _ bytes: [UInt8], file: String, policy: Policy, hasher: any PasscodeHasher
    ) -> (world: World?, problems: [Problem]) {
        do throws(Problem) {
            return WorldReader.read(try YAMLReader.read(bytes, file: file), policy: policy, hasher: hasher)
        } catch {
            return (nil, [error])
        }
    }

    /// Writes a world as a file that reads back equal.
    ///
    /// - Parameters:
    ///   - zone: the zone in which times are written.
    ///   - passcodes: the passcodes to write, by `client/contact`; they cannot be told from their hashes.
    public static func write(_ world: World, zone: ZoneRules, passcodes: [String: String] = [:]) -> String {
        var writer = WorldWriter(zone: zone, passcodes: passcodes)
        return writer.write(world)
    }
}
