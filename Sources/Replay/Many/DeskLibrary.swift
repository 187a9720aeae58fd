import CallFlow
import Desk
import DeskFolder
import Ledger

/// Finds the desk that answered a call, by the hashes that the call's record names; contexts are made once.
public struct DeskLibrary {
    /// Finds a desk by the hashes of its policy and of a flow.
    public typealias Finder = (_ policyHash: String, _ flowHash: String) -> DeskFolder?

    private let find: Finder
    private var contexts: [String: FlowContext?] = [:]

    /// The most contexts that are kept.
    private static let limit = 200

    /// Looks desks up by a function.
    public init(_ find: @escaping Finder) { self.find = find }

    /// Has one desk only.
    public init(_ desk: DeskFolder) {
        self.init { policyHash, flowHash in
            desk.policyHash == policyHash && desk.programs.values.contains { $0.hash == flowHash } ? desk : nil
        }
    }

    /// The flow and policy by which a call was answered.
    ///
    /// - Throws: ``ReplayObstacle/otherDesk(policyHash:flowHash:)`` where they are not at hand.
    public mutating func context(of header: CallHeader) throws(ReplayObstacle) -> FlowContext {
        let key = "\(header.policyHash) \(header.flowHash) \(header.number.rawValue)"
        if contexts[key] == nil {
            if contexts.count >= Self.limit { contexts.removeAll() }
            contexts[key] = .some(make(header))
        }
        guard let found = contexts[key], let context = found else {
            throw .otherDesk(policyHash: header.policyHash, flowHash: header.flowHash)
        }
        return context
    }

    private func make(_ header: CallHeader) -> FlowContext? {
        guard let desk = find(header.policyHash, header.flowHash), desk.policyHash == header.policyHash,
            let program = desk.programs[header.number], program.hash == header.flowHash
        else { return nil }
        return FlowContext(program: program, policy: desk.policy)
    }
}
