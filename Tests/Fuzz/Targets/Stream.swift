@testable import SIP

/// A stream in pieces through the framer: however it is cut, the same messages come out.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    var input = FuzzInput(start, count)
    let cuts = input.chunk()
    let isNarrow = input.byte() & 1 == 1
    let stream = input.rest()
    var limits = FramingLimits.standard
    if isNarrow { (limits.headerSectionBytes, limits.bodyBytes, limits.bufferedBytes) = (256, 64, 512) }

    let inPieces = frame(stream, cuts, limits)
    for message in inPieces.messages {
        expect(message.count <= limits.headerSectionBytes + limits.bodyBytes, "a message over the limits")
        _ = try? MessageParser.parse(message)
    }
    // One piece that is larger than the buffer ends the connection where several smaller ones do not.
    guard stream.count <= limits.bufferedBytes else { return 0 }
    let atOnce = frame(stream, [], limits)
    expect(atOnce.messages == inPieces.messages && atOnce.pings == inPieces.pings, "other messages in pieces")
    expect(atOnce.failure == inPieces.failure, "another end in pieces")
    expect(atOnce.left == inPieces.left, "another rest in pieces")
    return 0
}

private struct Outcome {
    var messages: [[UInt8]] = []
    var pings = 0
    var failure: FramingFailure.Problem?
    var left = 0
}

private func frame(_ stream: [UInt8], _ cuts: [UInt8], _ limits: FramingLimits) -> Outcome {
    var framer = StreamFramer(limits: limits)
    var outcome = Outcome()
    var position = 0
    var cut = 0
    repeat {
        let size = cuts.isEmpty ? stream.count : max(1, Int(cuts[cut % cuts.count]))
        let end = min(stream.count, position + size)
        framer.receive(stream[position..<end])
        (position, cut) = (end, cut + 1)
        do {
            while let unit = try framer.next() {
                switch unit {
                case .message(let bytes): outcome.messages.append(bytes)
                case .ping: outcome.pings += 1
                }
            }
        } catch {
            expect(outcome.failure == nil, "two ends")
            expect(error.offset >= 0 && error.offset <= stream.count, "offset \(error.offset)")
            outcome.failure = error.problem
        }
        expect(framer.bufferedBytes <= limits.bufferedBytes, "more than the buffer")
    } while position < stream.count
    outcome.left = framer.bufferedBytes
    return outcome
}
