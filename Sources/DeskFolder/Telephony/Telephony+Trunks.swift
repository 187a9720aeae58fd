import Desk
import SIP

extension Telephony {
    /// The trunks with their passwords.
    ///
    /// - Parameters:
    ///   - environment: the environment variables.
    ///   - folder: the desk's folder.
    /// - Throws: every password that cannot be had.
    public func trunks(environment: [String: String], folder: String) throws(Problems) -> [Trunk] {
        var problems: [Problem] = []
        let complete = trunks.map { settings in
            var trunk = settings.trunk
            for credential in settings.credentials {
                do throws(Problem) {
                    let password = try credential.password.read(environment: environment, folder: folder)
                    trunk.credentials.append(
                        DigestCredential(
                            peer: trunk.name, realm: credential.realm, username: credential.username, password: password
                        ))
                } catch {
                    problems.append(error)
                }
            }
            return trunk
        }
        if !problems.isEmpty { throw Problems(problems) }
        return complete
    }
}
