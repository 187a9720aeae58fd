import CallFlow
import Desk

extension ChainAnswer {
    /// The people of a record, who are known by their ids: nobody is rung by a replay.
    ///
    /// - Parameter rungs: the ids by rung; nothing where nobody could say.
    init(_ rungs: [[String]]?) {
        guard let rungs, let phone = PhoneNumber("+999") else {
            self = .unavailable
            return
        }
        var chain = OnCallChain()
        for rung in rungs {
            for (place, id) in rung.enumerated() {
                chain.append(OnCallPerson(id: id, name: id, phone: phone), together: place > 0)
            }
        }
        self = .people(chain)
    }
}
