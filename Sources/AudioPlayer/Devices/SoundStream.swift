/// Why a stream did not do what it was asked.
enum StreamFault: Error, Hashable {
    /// The device ran out of samples to play, or out of room for what it records.
    case xrun
    /// The machine went to sleep and the device with it.
    case suspended
    /// The device is gone for good, with what the sound system said.
    case lost(String)
}

/// How much a playing device holds, in samples.
struct DeviceLevel: Hashable {
    /// What was written and the device has not taken yet.
    var queued = 0
    /// How long a sample written now takes to be heard, with what lies beyond the queue.
    var delay = 0
}

/// A device that plays; it never waits unless its name says so.
protocol PlayoutStream: AnyObject {
    /// How much it holds now.
    func level() throws(StreamFault) -> DeviceLevel
    /// Hands over samples; returns how many it had room for.
    func write(_ samples: [Int16], from start: Int, count: Int) throws(StreamFault) -> Int
    /// Makes it ready again; its queue is empty then.
    func recover(from fault: StreamFault) throws(StreamFault)
    /// Waits until it has room; false if it had none for so long.
    func wait(milliseconds: Int32) throws(StreamFault) -> Bool
    /// Waits until all that was written is played.
    func drain() throws(StreamFault)
    /// Drops what is not played yet and gives the device back.
    func close()
    /// The error to show for a reason that ended the stream.
    func loss(_ reason: String) -> SoundDeviceError
}

/// A device that records.
protocol CaptureStream: AnyObject {
    /// Starts to record.
    func start() throws(StreamFault)
    /// Takes what is there, at most as much as fits; nil if nothing is there yet, 0 at the source's end.
    func read(into samples: inout [Int16]) throws(StreamFault) -> Int?
    /// Makes it ready again and starts it.
    func recover(from fault: StreamFault) throws(StreamFault)
    /// Waits until there is something; false if there was nothing for so long.
    func wait(milliseconds: Int32) throws(StreamFault) -> Bool
    /// Gives the device back.
    func close()
    /// The error to show for a reason that ended the stream.
    func loss(_ reason: String) -> SoundDeviceError
}

/// The form in which a stream is opened.
struct StreamShape: Hashable {
    /// Samples a second.
    let rate: Int
    /// Samples between two interruptions of the device.
    let period: Int
    /// Samples that the device holds at most.
    let buffer: Int
    /// Samples at which it starts by itself.
    let startsAt: Int

    /// A call: two frames start the device, five fit.
    static let call = StreamShape(
        rate: PlayoutPacing.rate, period: PlayoutPacing.frame, buffer: 5 * PlayoutPacing.frame,
        startsAt: 2 * PlayoutPacing.frame)

    /// A clip or a recording, where delay does not matter: 20 ms periods, 200 ms in all.
    static func clip(rate: Int) -> StreamShape {
        StreamShape(rate: rate, period: rate / 50, buffer: rate / 5, startsAt: rate / 10)
    }
}
