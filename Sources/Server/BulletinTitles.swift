import Desk
import DeskFolder
import Ledger
import Logging
import Prompts
import Recordings

/// Speaks the titles of bulletins once they are published, so that they lie ready before a call wants them.
///
/// Speaking a title takes a speech engine and a good part of a second: no call waits for it. Until it is there, and where it cannot
/// be spoken, callers hear where to read it.
actor BulletinTitles {
    /// How often it is looked for new ones.
    static let interval = Duration.seconds(5)

    private let ledger: Ledger
    private let maker: PhraseMaker
    private let desk: ServedDesk
    private let logger: Logger
    /// The titles that were spoken, or could not be.
    private var known: Set<String> = []

    init(_ ledger: Ledger, _ recordings: DeskRecordings, desk: ServedDesk, logger: Logger) {
        self.ledger = ledger
        maker = PhraseMaker(recordings)
        self.desk = desk
        self.logger = logger
    }

    /// Speaks the titles of bulletins that are active and new.
    func refresh(at now: Instant) async {
        let titles: [String]
        do throws(LedgerError) {
            titles = try ledger.bulletins(activeAt: now).map(\.title).filter { known.insert($0).inserted }
        } catch {
            logger.warning("the titles of bulletins cannot be read: \(error.message)")
            return
        }
        guard !titles.isEmpty else { return }
        var voice = desk.voice
        for problem in await maker.add(titles, to: &voice) {
            logger.warning("a bulletin's title is not heard: \(problem.place.file): \(problem.message)")
        }
        desk.voice = voice
        logger.info("bulletins are heard", metadata: ["titles": "\(titles.count)"])
    }
}
