import Desk
import DeskFolder

/// The small desk with a `telephony:` part, which begins on line 19.
enum TelephonyDesk {
    static let part = """
        telephony:
          country: fr
          accept_from: trunks
          direct: [pbx.example.net, 192.168.10.0/24]
          voicemail: { folder: messages, keep: 30d }
          trunks:
            - name: carrier
              proxy: sip.carrier.example:5080
              transport: tls
              domain: carrier.example
              user: "+33290920555"
              credentials:
                - { username: desk, realm: carrier, password: "env:CARRIER_PASSWORD" }
              register: { expires: 10m }
              keepalive: 1m
              priority: 2
              inbound: { from: [192.0.2.0/24, "2001:db8::/32"], transport: tls, digest: true, trust_identity: true }
              numbers: national
              country: { calling_code: "33", shortest: 9, longest: 9, national_prefix: "0" }
              present: "+33 2 90 92 05 55"
              reliable_provisional: true
              session_timer: { interval: 20m, minimum: 2m }
              media: srtp-required
            - { name: plain, proxy: 198.51.100.7, user: desk, register: true, keepalive: "off", session_timer: "off" }

        """

    /// The telephony of the small desk with some part; none if the text is empty.
    static func telephony(_ part: String = part) throws(Problems) -> Telephony {
        try SmallDesk.load(["desk.yaml": SmallDesk.desk + part]).telephony
    }

    /// What is wrong once a text in the part is replaced, one problem a line.
    static func problems(_ old: String, _ new: String) throws -> [String] {
        let changed = try part.changing(old, to: new)
        do throws(Problems) {
            _ = try telephony(changed)
            return []
        } catch {
            return error.all.map { $0.description.replacing("small/", with: "") }
        }
    }
}
