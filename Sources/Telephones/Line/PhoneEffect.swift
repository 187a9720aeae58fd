import Media
import RTP
import SIP

/// What a telephone wants done, in order.
enum PhoneEffect: Sendable {
    /// Say that we ring.
    case ring
    /// Let the caller hear us before the call is taken.
    case earlyMedia
    /// Take the call.
    case answer
    /// End the leg, as far as it has come; with the status of a refusal.
    case hangUp(StatusCode)
    /// Send a key as INFO.
    case inform(TelephoneKey)
    /// Ask something of the sound.
    case media(MediaCommand)
    /// The call is over, with whatever is still to come of its leg; the sound is to be closed.
    case leave
    /// The record is complete.
    case finish(PhoneRecord)
}
