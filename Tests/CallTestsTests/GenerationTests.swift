import CallFlow
import CallTests
import Desk
import DeskFolder
import Testing

@Suite("Generated stories") struct GenerationTests {
    @Test("run as they are expected, and leave all steps by all outcomes that one set of facts explains")
    func runAndCover() async throws {
        let desk = try SharedDesk.folder.get()
        let hasher = KeyedPasscodeHasher.ephemeral()
        let ready = StoryDesk(desk, hasher: hasher)
        let folder = try StoryFiles()
        for (role, context) in ready.contexts {
            let classes = PathClasses(Exploration(context), rota: desk.rota, hasher: hasher)
            // That a second entry is lost when the first was not has no single set of facts.
            #expect(classes.missing.map { "\($0.step) \($0.outcome)" } == ["note-abuse unrecorded"])
            let text = try StoryWriter(ready).file(classes.classes, title: "\(role)")
            try folder.write(text, to: "\(role.rawValue).yaml")
        }
        let stories = try StoryFolder.load([folder.path], desk: desk, hasher: hasher).stories
        let result = await SuiteRun.run(stories, at: ready)
        #expect(result.results.flatMap(\.failures).map(\.words) == [])
        #expect(result.results.count > 100)
        var coverage = FlowCoverage(ready.contexts)
        coverage.add(result.results, ready.contexts)
        #expect(coverage.missing.map { "\($0.step.name) \($0.outcomes)" } == ["note-abuse [\"unrecorded\"]"])
    }
}
