import Media
import RTP
import SIP

/// What a telephone tells its script, in the order in which it happens.
public enum PhoneNews: Sendable {
    /// Our INVITE was sent.
    case placed
    /// We are called.
    case incoming(Invitation)
    /// The peer said how far our call is: 100, 180, 183; with a session description, there may be sound already.
    case provisional(StatusCode, hasSession: Bool)
    /// What sound goes where: agreed for the first time, or anew, as in a hold.
    case media(SoundTerms)
    /// Both sides have taken the call.
    case answered
    /// The first packet of the peer's sound came.
    case soundBegan
    /// What the peer said, every 100 ms; a sample's position is its time since the sound was agreed on, and silence
    /// stands for what the network lost.
    case sound(MediaSound)
    /// The peer pressed a key; told once, with the way by which it came first.
    case keyed(TelephoneKey, by: KeyCombiner.Way)
    /// The last of what was played has been sent.
    case played(PlayToken)
    /// A key could not be pressed that way: it was not agreed on, the call is not up, or too many keys wait.
    case notPressed(TelephoneKey, by: KeyMethod)
    /// Nothing has come from the peer for 30 seconds, though it should speak; the call goes on.
    case soundLost
    /// The moment came that ``PhoneScript/nextDeadline`` named.
    case deadlineReached
    /// The call is over; nothing follows, and what is answered is ignored.
    case ended(PhoneEnd)
}
