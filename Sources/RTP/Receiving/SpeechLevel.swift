/// How loud a stretch of G.711 is: the mean of its samples' magnitudes, by table.
///
/// A sine that just fills G.711 (+3.14 dBm0) has about 20,500; a mean of 100 lies some 46 dB below, at −43 dBm0. The
/// mean needs no multiplication and ranks speech, noise and hum as well as the power does.
public enum SpeechLevel {
    /// The mean magnitude, 0 to 32,256; zero of nothing.
    public static func mean(of bytes: Span<UInt8>, law: G711) -> Int {
        guard !bytes.isEmpty else { return 0 }
        let table = law == .aLaw ? aLaw : muLaw
        var sum = 0
        for index in bytes.indices { sum &+= Int(table[Int(bytes[index])]) }
        return sum / bytes.count
    }

    private static let aLaw = (UInt8.min...UInt8.max).map { G711.aLaw.decode($0).magnitude }
    private static let muLaw = (UInt8.min...UInt8.max).map { G711.muLaw.decode($0).magnitude }
}
