/// A fault of a rota: where it is and what it is.
public struct RotaProblem: Error, Hashable, Sendable, CustomStringConvertible {
    /// The part of the rota that is at fault; indices count from 0 in the lists of ``Rota``.
    public enum Place: Hashable, Sendable {
        case rota
        case person(Int)
        case rotation(Int)
        case override(Int)
        case chain(ChainName)
        case step(ChainName, Int)
        /// One of several who are rung together.
        case member(ChainName, step: Int, Int)
    }

    /// What is wrong.
    public enum Defect: Hashable, Sendable {
        /// A person of that id was defined before.
        case duplicatePerson(String)
        /// A rotation of that name was defined before.
        case duplicateRotation(String)
        /// Nobody has that id.
        case unknownPerson(String)
        /// No rotation has that name.
        case unknownRotation(String)
        /// A rotation without people.
        case emptyRotation
        /// A shift that is not positive, or longer than ``ShiftLength/limitInDays``.
        case shiftLength(ShiftLength)
        /// A rotation or an override that ends at or before its beginning.
        case endsBeforeItBegins
        /// A rotation that is restricted to no weekday at all.
        case noWeekdays
        /// A chain without steps.
        case emptyChain
        /// A step that names nobody.
        case emptyStep
        /// A position that the rotation does not have.
        case position(Int)
        /// More entries than the limit allows.
        case tooMany(Rota.Limit, count: Int)
    }

    /// Where.
    public let place: Place
    /// What.
    public let defect: Defect

    /// Makes a problem.
    public init(_ defect: Defect, at place: Place) {
        self.place = place
        self.defect = defect
    }

    /// What is wrong and how to mend it, for a person.
    public var description: String {
        switch defect {
        case .duplicatePerson(let id): "the person \(id) is defined twice: give each person an id of their own"
        case .duplicateRotation(let name): "the rotation \(name) is defined twice: give each rotation a name of its own"
        case .unknownPerson(let id): "nobody is called \(id): add this person to the people"
        case .unknownRotation(let name): "there is no rotation \(name): add it to the rotations"
        case .emptyRotation: "the rotation has no people: name at least one"
        case .shiftLength(let length):
            "a shift cannot last \(length.words): choose 1 hour to \(ShiftLength.limitInDays) days"
        case .endsBeforeItBegins: "the end is not after the beginning: choose a later end"
        case .noWeekdays: "the rotation is restricted to no weekday: name at least one, or leave the restriction out"
        case .emptyChain: "the chain has no steps: name a person or a rotation, or leave the chain out"
        case .emptyStep: "the step names nobody: name a person or a rotation, or leave the step out"
        case .position(let position): "the rotation has no position \(position): count its people from 0"
        case .tooMany(let limit, let count): "\(count) \(limit.words) are too many: use at most \(limit.rawValue)"
        }
    }
}

extension ShiftLength {
    /// The length in words, for example `3 days`.
    var words: String {
        switch self {
        case .hours(let count): "\(count) hours"
        case .days(let count): "\(count) days"
        case .weeks(let count): "\(count) weeks"
        }
    }
}
