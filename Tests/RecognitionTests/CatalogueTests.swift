import Recognition
import Testing

/// The shipped recordings.
struct CatalogueTests {
    @Test("Every recording that is shipped can be recognised")
    func book() throws {
        #expect(try Catalogue.book.get().unrecognisable.isEmpty)
    }
}
