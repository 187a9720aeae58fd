import SIP

extension SRTPMasterKey {
    /// A key at random; eight bytes at a time, as each number that is drawn is a system call.
    public static func random() -> SRTPMasterKey? {
        let bytes = (0..<(length + 7) / 8).flatMap { _ in
            let chance = UInt64.random(in: 0...UInt64.max)
            return (0..<8).map { UInt8(truncatingIfNeeded: chance >> ($0 * 8)) }
        }
        return SRTPMasterKey(Array(bytes.prefix(length)))
    }
}
