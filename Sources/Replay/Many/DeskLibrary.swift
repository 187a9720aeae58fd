import CallFlow
import Desk
import DeskFolder
import Ledger

/// Finds the desk that answered a call, by the hashes that the call's record names; contexts are made once.
public struct DeskLibrary {
    /// Finds the desk that answered a call.
    public typealias Finder = (CallHeader) -> DeskFolder?

    private let find: Finder
    private var contexts: [String: FlowContext?] = [:]

    /// The most contexts that are kept.
    private static let limit = 200

    /// Looks desks up by a function.
    public init(_ find: @escaping Finder) { self.find = find }

    /// Has one desk only.
    public init(_ desk: DeskFolder) {
        self.init { _ in desk }
    }

    /// Has the desks whose texts a ledger keeps, and one more for calls whose desk it does not.
    ///
    /// - Parameter home: the desk at hand, if there is one.
    public init(_ ledger: Ledger, home: DeskFolder?) {
        var kept: [String: DeskFolder?] = [:]
        self.init { header in
            guard let hash = header.deskHash else { return home }
            if let known = kept[hash] { return known ?? home }
            // A text that cannot be read any more leaves the desk at hand; the hashes tell whether it is the same.
            let texts = (try? ledger.desk(hash)) ?? []
            let overlay = Dictionary(texts.map { ($0.path, $0.text) }) { first, _ in first }
            let desk = overlay.isEmpty ? nil : try? DeskFolder.load(at: "", overlay: overlay)
            kept[hash] = .some(desk)
            return desk ?? home
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
        guard let desk = find(header), desk.policyHash == header.policyHash,
            let program = desk.programs[header.number], program.hash == header.flowHash
        else { return nil }
        return FlowContext(program: program, policy: desk.policy)
    }
}
