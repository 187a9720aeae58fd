import CallTests
import Desk
import DeskFolder
import Testing

@Suite("Casting") struct CastingTests {
    @Test("gives every shipped story people of its own, and each comes out as it does with those that are written")
    func shippedSuite() throws {
        let desk = try DeskFolder.load(at: SharedDesk.root)
        let hasher = SharedPasscodes(KeyedPasscodeHasher.ephemeral())
        let ready = StoryDesk(desk, hasher: hasher)
        let stories = try StoryFolder.load(["\(SharedDesk.root)/calltests"], desk: desk, hasher: hasher).stories
        var casting = Casting(stories, hasher: hasher)
        var clients: Set<ClientNumber> = []
        var tickets: Set<String> = []
        var phones: Set<PhoneNumber> = []
        for story in stories {
            let played = casting.cast(story)
            let cast = try #require(played)
            #expect(StoryRun.run(cast.story, at: ready).failures.map(\.words) == [], "\(story.name)")
            for client in cast.story.world.world.clients { #expect(clients.insert(client.number).inserted) }
            for ticket in cast.story.world.world.tickets { #expect(tickets.insert(ticket.id).inserted) }
            for case let phone? in cast.callers { #expect(phones.insert(phone).inserted) }
            // Who withholds the number still does.
            #expect(zip(story.calls, cast.callers).allSatisfy { ($0.from == nil) == ($1 == nil) })
        }
        #expect(stories.count > 150)
    }

    @Test("has an end: there are only so many numbers")
    func exhausted() throws {
        let desk = try DeskFolder.load(at: SharedDesk.root)
        let hasher = SharedPasscodes(KeyedPasscodeHasher.ephemeral())
        let stories = try StoryFolder.load(
            ["\(SharedDesk.root)/calltests/guarantee.yaml"], desk: desk, hasher: hasher
        ).stories
        let story = try #require(stories.first { $0.calls.count == 1 && $0.calls[0].from != nil })
        var casting = Casting([story], hasher: hasher)
        var count = 0
        while casting.cast(story) != nil, count <= Casting.mostCalls { count += 1 }
        #expect(count == Casting.mostCalls)
    }
}
