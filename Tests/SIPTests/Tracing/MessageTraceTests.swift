import Testing

@testable import SIP

@Suite("Watching the messages of a call") struct MessageTraceTests {
    private func message(
        _ start: String = "INVITE sip:+33290920555@desk SIP/2.0", call: String, from: String = "sip:0612345678@line",
        toTag: String? = nil, identity: String? = nil
    ) -> [UInt8] {
        var lines = [
            start, "Via: SIP/2.0/UDP line;branch=z9hG4bK1", "From: <\(from)>;tag=1",
            "To: <sip:desk>" + (toTag.map { ";tag=\($0)" } ?? ""), "Call-ID: \(call)",
            "CSeq: 1 \(start.hasPrefix("BYE") ? "BYE" : "INVITE")", "Max-Forwards: 70",
        ]
        if let identity { lines.append("P-Asserted-Identity: <\(identity)>") }
        return Array((lines + ["Content-Length: 0", "", ""]).joined(separator: "\r\n").utf8)
    }

    @Test("While nobody watches nothing is looked at")
    func off() {
        var trace = MessageTrace()
        #expect(!trace.isOn)
        #expect(trace.watchers(of: message(call: "a")) == [])
    }

    @Test(
        "A number is found in whatever form",
        arguments: ["+33612345678", "0612345678", "0033612345678", "+33 6 12 34 56 78", "5678", "+33290920555"])
    func forms(number: String) {
        var trace = MessageTrace()
        let watcher = trace.watch(.number(number))
        #expect(trace.watchers(of: message(call: "a")) == [watcher])
        #expect(trace.watchers(of: message("SIP/2.0 200 OK", call: "a", toTag: "2")) == [watcher])
        #expect(trace.watchers(of: message("BYE sip:x SIP/2.0", call: "b", toTag: "2")) == [])
    }

    @Test("Other numbers, few digits and numbers within a call are not", arguments: ["0612345679", "678", "", "sip"])
    func others(number: String) {
        var trace = MessageTrace()
        _ = trace.watch(.number(number))
        #expect(trace.watchers(of: message(call: "a")) == [])
    }

    @Test("The asserted identity counts; an INVITE within a call that is not watched does not")
    func identity() throws {
        var trace = MessageTrace()
        let watcher = trace.watch(.number("+33699999999"))
        #expect(trace.watchers(of: message(call: "a", toTag: "2", identity: "tel:+33699999999")) == [])
        #expect(trace.watchers(of: message(call: "a", identity: "tel:+33699999999")) == [watcher])
    }

    @Test("The calls that a watched call brings about are watched too")
    func followed() throws {
        var trace = MessageTrace()
        let watcher = trace.watch(.calls(["a"]))
        trace.follow("b", because: "a")
        trace.follow("c", because: "x")
        #expect(trace.watchers(of: message(call: "b")) == [watcher])
        #expect(trace.watchers(of: message(call: "c")) == [])
        trace.end(try #require(watcher))
        #expect(trace.watchers(of: message(call: "b")) == [])
        #expect(!trace.isOn)
    }

    @Test("Who watches everything sees what nobody can read")
    func everything() throws {
        var trace = MessageTrace()
        let all = trace.watch(.everything)
        let one = trace.watch(.calls(["a"]))
        #expect(trace.watchers(of: Array("hello".utf8)) == [all])
        #expect(trace.watchers(of: message(call: "a")) == [all, one])
    }

    @Test("There are so many watchers, and each watches so many calls")
    func limits() throws {
        var trace = MessageTrace()
        let first = trace.watch(.number("5678"))
        for _ in 1..<MessageTrace.mostWatchers { _ = trace.watch(.everything) }
        #expect(trace.watch(.everything) == nil)
        for call in 0..<MessageTrace.mostCalls { #expect(trace.watchers(of: message(call: "\(call)")).first == first) }
        #expect(trace.watchers(of: message(call: "more")).first != first)
        trace.end(try #require(first))
        #expect(trace.watch(.everything) != nil)
    }
}
