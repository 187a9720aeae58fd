import CallFlow
import Desk

/// Reads a desk folder file by file and goes on after problems, so that all of them are told at once.
struct DeskLoader {
    let files: FolderFiles
    private(set) var problems: [Problem] = []
    /// What was read, by path.
    private var texts: [String: String] = [:]

    /// The most flows of a desk.
    private static let flowLimit = 200

    init(files: FolderFiles) { self.files = files }

    /// The desk, or nothing if there are problems.
    mutating func load() -> DeskFolder? {
        guard files.exists || files.overlay["desk.yaml"] != nil else {
            report(
                Problem(
                    SourcePlace(file: files.path), "there is no such folder",
                    mend: "choose a desk folder with '--desk DIR'"))
            return nil
        }
        let deskFile = read("desk.yaml", missing: "add it, or choose a desk folder with '--desk DIR'")
        let desk = deskFile.flatMap { file in keep(PolicyReader.read(file.root)) }
        let zone = desk?.policy.zone
        let rota = read("rota.yaml").flatMap { file in keep(RotaReader.read(file.root, zone: zone ?? .utc)) }
        let languages = desk?.policy.languages ?? []
        let catalogue = read("prompts/catalogue.yaml").flatMap { file in
            keep(CatalogueReader.read(file.root, languages: languages))
        }
        let (flows, broken) = readFlows()
        guard let deskFile, let desk else { return nil }
        let library = Library(flows: flows, broken: broken, catalogue: catalogue)
        let programs = link(desk, library)
        if let rota {
            checkPeople(desk.policy, rota, programs)
            problems += desk.readiness.problems(with: rota)
        }
        guard problems.isEmpty, let rota, let catalogue else { return nil }
        return DeskFolder(
            path: files.path, name: desk.name, policy: desk.policy, policyHash: deskFile.hash, provider: desk.provider,
            speech: desk.speech, telephony: desk.telephony, billing: desk.billing, retention: desk.retention,
            readiness: desk.readiness.terms, rota: rota, catalogue: catalogue, flows: flows, programs: programs,
            texts: texts)
    }

    private mutating func report(_ problem: Problem) { problems.append(problem) }

    /// Whoever a flow rings must be in the rota, and a desk that fails open needs somebody to ring.
    private mutating func checkPeople(_ policy: Policy, _ rota: Rota, _ programs: [NumberRole: FlowProgram]) {
        for step in programs.values.flatMap(\.steps) {
            guard case .hunt(let hunt) = step.verb, hunt.chain != .standby, rota.chains[hunt.chain]?.isEmpty ?? true
            else { continue }
            report(
                Problem(
                    step.place, "chain '\(hunt.chain.rawValue)' is rung and has nobody in rota.yaml",
                    mend: "add it under 'chains' in rota.yaml"))
        }
        if policy.failsOpen, policy.standby.isEmpty {
            report(
                Problem(
                    SourcePlace(file: files.name("desk.yaml")), "the desk fails open and has no standby",
                    mend: "name somebody under 'standby', or write 'fail_open: false'"))
        }
    }

    private mutating func keep<Value>(_ result: (Value?, [Problem])) -> Value? {
        problems += result.1
        return result.0
    }

    private mutating func read(_ file: String, missing mend: String? = nil) -> (root: YAMLNode, hash: String)? {
        do throws(Problem) {
            let bytes = try files.read(file)
            texts[file] = String(decoding: bytes, as: UTF8.self)
            return (try YAMLReader.read(bytes, file: files.name(file)), FileBytes.hash(bytes))
        } catch {
            report(error)
            return nil
        }
    }

    /// All flows that could be read, and the names of those that could not.
    private mutating func readFlows() -> (flows: [String: FlowDefinition], broken: Set<String>) {
        var flows: [String: FlowDefinition] = [:]
        var broken: Set<String> = []
        for file in files.misnamed("callflows") {
            report(
                Problem(
                    SourcePlace(file: files.name("callflows/\(file)")), "a flow's file ends in '.yaml', not '.yml'",
                    mend: "rename it"))
        }
        let names = files.list("callflows")
        if names.count > Self.flowLimit {
            report(
                Problem(
                    SourcePlace(file: files.name("callflows")), "there are \(names.count) flows",
                    mend: "keep at most \(Self.flowLimit)"))
        }
        for file in names.prefix(Self.flowLimit) {
            let name = String(file.dropLast(".yaml".count))
            let flow = read("callflows/\(file)").flatMap { keep(FlowReader.read($0.root, name: name, hash: $0.hash)) }
            if let flow { flows[name] = flow } else { broken.insert(name) }
        }
        return (flows, broken)
    }

    /// What numbers are linked from.
    private struct Library {
        let flows: [String: FlowDefinition]
        let broken: Set<String>
        let catalogue: PromptCatalogue?
    }

    private mutating func link(_ desk: PolicyReader.Desk, _ library: Library) -> [NumberRole: FlowProgram] {
        var programs: [NumberRole: FlowProgram] = [:]
        let catalogue = library.catalogue ?? PromptCatalogue.placeholder(for: library.flows)
        for number in desk.policy.numbers {
            guard let flow = library.flows[number.flow] else {
                if let name = desk.flows[number.role], !library.broken.contains(name.text) {
                    let callable = library.flows.values.filter(\.outcomes.isEmpty).map(\.name).sorted()
                    report(
                        Problem(
                            name.place, "there is no flow '\(name.text)'",
                            mend: NearestName.mend(name.text, among: callable)))
                }
                continue
            }
            // A flow that could not be read would only be reported again, as missing.
            guard reach(of: flow, library.flows).isDisjoint(with: library.broken) else { continue }
            let linked = Linker.link(flow, for: number.role, library: library.flows, catalogue: catalogue)
            problems += linked.problems
            guard let program = linked.program else { continue }
            let lines = program.sources.map { "\($0.name):\($0.hash)\n" }.joined()
            programs[number.role] = program.identified(by: FileBytes.hash(Array(lines.utf8)))
        }
        return programs
    }

    /// The names of the flows that a flow calls, directly or not, and its own.
    private func reach(of flow: FlowDefinition, _ flows: [String: FlowDefinition]) -> Set<String> {
        var reached: Set<String> = [flow.name]
        var open = [flow]
        while let next = open.popLast() {
            for step in next.steps {
                guard case .call(let name) = step.verb, reached.insert(name.text).inserted, let sub = flows[name.text]
                else { continue }
                open.append(sub)
            }
        }
        return reached
    }
}
