import Calls
import Desk
import Simulator
import Testing

/// Rule R3: the passcode, which the managerial number asks for.
@Suite("Stories: passcode") struct PasscodeStories {
    @Test(arguments: stories) func passcode(_ story: Story) throws { try story.check() }

    private static let stories = [
        Story(
            "the right passcode opens the managerial number, and is masked", world: "escalation", number: .managerial,
            keys: "12345 227 1 1 2 1", expect: .connected(to: "irene").keyed("12345 *** 1 1 2 1")),
        Story(
            "a wrong passcode may be keyed again", world: "escalation", number: .managerial,
            keys: "12345 111 227 1 1 2 1",
            expect: .connected(to: "irene").hearing("passcode-wrong").keyed("12345 *** *** 1 1 2 1")),
        Story(
            "the third wrong passcode ends the call, which is never billed", world: "escalation", number: .managerial,
            keys: "12345 111 333 444 227 9",
            expect: .refused(.passcodeFailed).hearing("refused-passcode-failed").neverHearing("price-quote")
                .keyed("12345 *** *** ***")),
        Story(
            "two keys are no passcode", world: "escalation", number: .managerial, keys: "12345 22 22 22",
            expect: .refused(.passcodeFailed).keyed("12345 *** *** ***")),
        Story(
            "a caller who keys no passcode at all is not connected, and has tried nothing", world: "escalation",
            number: .managerial, keys: "12345", expect: .abandoned().neverHearing("price-quote")),
        Story(
            "after six wrong passcodes of the day even the right one is refused", world: "locked-passcode",
            number: .managerial, keys: "12345 227 9",
            expect: .refused(.passcodeLocked).hearing("refused-passcode-locked").neverHearing("price-quote")),
        Story(
            "the sixth wrong passcode of the day locks in the middle of a call", world: "escalation",
            number: .managerial, keys: "12345 111 227", given: [.wrongPasscodes(5, at: "2026-03-10T19:30:00+01:00")],
            expect: .refused(.passcodeLocked)),
        Story(
            "the lock ends once the oldest wrong passcode is a day old", world: "locked-passcode", number: .managerial,
            at: "2026-03-11T18:06:00+01:00", keys: "12345 227 1 1 2 1", expect: .connected(to: "irene")),
        Story(
            "wrong passcodes of another client lock nobody out", world: "escalation", number: .managerial,
            keys: "12345 227 1 1 2 1",
            given: [.wrongPasscodes(6, at: "2026-03-10T19:30:00+01:00", client: "23456")],
            expect: .connected(to: "irene")),
        Story(
            "a colleague's passcode is a wrong one", world: "escalation", number: .managerial, from: Caller.helen,
            keys: "12345 227 592 1 1 2 1", expect: .connected(to: "irene").hearing("passcode-wrong").speaking(.english)),
        Story(
            "a contact chosen by code keys the passcode too", world: "escalation", number: .managerial, from: nil,
            keys: "12345 01 227 1 1 2 1", expect: .connected(to: "irene").keyed("12345 01 *** 1 1 2 1")),
        Story(
            "a hash after the client number is no wrong passcode", world: "escalation", number: .managerial,
            keys: "12345# 227 1 1 2 1", expect: .connected(to: "irene").neverHearing("passcode-wrong")),
        Story(
            "saying nothing is an attempt of the call, and no wrong entry that locks the client out",
            world: "escalation", number: .managerial, keys: "12345 silence 227 1 1 2 1",
            given: [.wrongPasscodes(5, at: "2026-03-10T19:30:00+01:00")], expect: .connected(to: "irene")),
        Story(
            "a technical contact without a passcode cannot pass", world: "many-clients", number: .managerial,
            from: Caller.garage, keys: "56789 111 333 444", expect: .refused(.passcodeFailed)),
        Story(
            "a lock on the managerial number does not close the emergency number", world: "locked-passcode",
            keys: "12345 1 1 2 1", expect: .connected(to: "alice")),
    ]

    @Test("a passcode that is keyed while the last one is called wrong is not shown in the trace either")
    func keyedAhead() throws {
        let run = try StoryRun(
            Story(
                "", world: "escalation", number: .managerial, keys: "12345 111227 1 1 2 1",
                expect: .connected(to: "irene")))
        #expect(run.report.connectedTo == "irene")
        #expect(run.report.keys == ["12345", "***", "***", "1", "1", "2", "1"])
        #expect(run.visibleKeys == "123451121")
    }
}
