/// The categories of a conversation's quality, by its rating (ITU-T G.109, table 1).
public enum SpeechQuality: String, Sendable, CaseIterable {
    /// Users are very satisfied: R from 90.
    case best
    /// Satisfied: R from 80.
    case high
    /// Some are dissatisfied: R from 70.
    case medium
    /// Many are dissatisfied: R from 60.
    case low
    /// Nearly all are dissatisfied, and below 50 it is no connection to be offered.
    case poor

    /// The category of a rating of the ``EModel``.
    public init(rating: Double) {
        switch rating {
        case 90...: self = .best
        case 80...: self = .high
        case 70...: self = .medium
        case 60...: self = .low
        default: self = .poor
        }
    }
}
