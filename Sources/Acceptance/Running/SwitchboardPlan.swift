import CallTests
import Desk
import DeskFolder
import Ledger
import SIP
import Telephones

/// How stories are run as real calls: through which switchboard, from where, with what.
public struct SwitchboardPlan: Sendable {
    /// Where calls are sent.
    public var via: Trunk.Proxy
    /// What is dialled for each number of the desk; the desk's own numbers in E.164 where nothing is said.
    public var dial: [NumberRole: String] = [:]
    /// From where callers call.
    public var callers: Endpoint
    /// Where technicians' telephones listen; nothing where somebody else plays them.
    public var technicians: Endpoint?
    /// Where this process hosts the desk; nothing for a desk that runs elsewhere.
    public var host: Endpoint?
    /// Over which trunks the hosted desk rings people; straight to the technicians' telephones if there are none.
    public var trunks: [Trunk] = []
    /// How many stories go on at once.
    public var atOnce = 20
    /// How keys are sent.
    public var keys = KeyMethod.auto
    /// The codecs that are offered, in this order.
    public var codecs: [AudioCodec] = [.pcma, .pcmu]
    /// Whether the caller's number is also asserted (RFC 3325), as a trunk does.
    public var assertsIdentity = false
    /// For a switchboard that challenges.
    public var account: CallPlan.Account?
    /// Stories that take longer in process are left out.
    public var longest = Duration.seconds(480)
    /// How long a call may ring.
    public var answerLimit = Duration.seconds(40)
    /// What the line must be like.
    public var terms = LineTerms()
    /// The folder for what was heard in calls that failed; nothing to keep none.
    public var recordings: String?
    /// Whether what was heard is kept of calls that did not fail, too.
    public var keepsAll = false
    /// The ledger of a desk that runs elsewhere.
    public var ledger: Ledger?

    /// The most stories at once.
    public static let mostAtOnce = 1_000

    /// Plans calls by a switchboard.
    public init(via: Trunk.Proxy, callers: Endpoint) {
        self.via = via
        self.callers = callers
    }

    /// What is offered in each call.
    var audio: AudioCapabilities {
        AudioCapabilities(
            codecs: codecs.isEmpty ? [.pcma] : codecs,
            telephoneEventPayloadType: keys == .inBand || keys == .info ? nil : 101)
    }
}
