/// An offer of ours that waits for its answer.
struct LocalOffer: Hashable, Sendable {
    /// The media that we offered, other streams in their places and refused.
    let media: [MediaDescription]
    /// The place of our stream.
    let index: Int
    let stream: MediaDescription
    /// The formats of our stream.
    let payloads: [ReceivablePayload]
    let ports: MediaPorts
    /// What we wish for.
    let direction: MediaDirection

    /// What an answer agrees to.
    func agreement(
        with answer: SessionDescription, capabilities: AudioCapabilities
    ) throws(NegotiationFailure) -> NegotiatedAudio {
        guard answer.media.indices.contains(index) else { throw .noAudio }
        let answered = answer.media[index]
        let remote = try RemoteAudio(
            answered, in: answer, capabilities: capabilities, preference: .theirs, offered: payloads)
        // An answer with feedback (AVPF) to an offer without is tolerated, one without encryption to an offer with it
        // never.
        if case .other(let name) = answered.transport { throw .transport(name) }
        guard answered.transport.isSecure == stream.transport.isSecure else {
            throw .transport(answered.transport.name)
        }
        // We receive by the numbers of our offer, and by those of the answer where they stand for nothing else.
        let others = remote.receivable.filter { other in
            !payloads.contains { $0.payloadType == other.payloadType }
        }
        return NegotiatedAudio(
            at: ports, remote, receivable: payloads + others,
            direction: direction.limited(to: remote.direction.reversed), security: try keys(answered))
    }

    /// The answer names the key that it took by its tag, and must take its suite (RFC 4568 §5.1.3).
    private func keys(_ answered: MediaDescription) throws(NegotiationFailure) -> SRTPKeys? {
        guard stream.transport.isSecure else { return nil }
        guard let ours = stream.crypto.first,
            let theirs = answered.crypto.first(where: { $0.tag == ours.tag && $0.suite == ours.suite })
        else { throw .noUsableKey }
        return SRTPKeys(suite: ours.suite, local: ours.key, remote: theirs.key)
    }
}
