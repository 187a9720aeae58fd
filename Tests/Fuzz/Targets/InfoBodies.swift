import RTP

/// The bodies of SIP INFO: a key or nothing; and every key that is written is read.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    var input = FuzzInput(start, count)
    let form: InfoBody = input.byte() & 1 == 0 ? .dtmfRelay : .dtmf
    let body = input.rest()
    let key = form.key(in: body.span)
    // Case and blanks around do not matter.
    let changed = body.map { (0x61...0x7A).contains($0) ? $0 & 0xDF : $0 } + [0x20, 0x0D, 0x0A]
    if form == .dtmf { expect(form.key(in: changed.span) == key, "case or blanks matter") }
    guard let key else { return 0 }
    let written = Array((form == .dtmf ? "\(key)" : "Duration=160\r\nSignal= \(key)\r\n").utf8)
    expect(form.key(in: written.span) == key, "\(key) reads otherwise")
    return 0
}
