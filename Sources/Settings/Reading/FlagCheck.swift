import DeskFolder

/// Finds flags that no setting has, flags given twice, and words that belong to none.
enum FlagCheck {
    static func problems(in arguments: [String]) -> [SettingProblem] {
        var problems: [SettingProblem] = []
        var seen: Set<String> = []
        for argument in arguments {
            guard argument.hasPrefix("--") else {
                if seen.isEmpty {
                    problems.append(
                        SettingProblem(
                            .flag(SettingProblem.short(argument)), "this belongs to no flag", mend: "remove it"))
                }
                continue
            }
            let flag = String(argument.prefix { $0 != "=" })
            let isNew = seen.insert(flag).inserted
            guard let isList = lists[flag] else {
                problems.append(
                    SettingProblem(
                        .flag(SettingProblem.short(flag)), "there is no such flag",
                        mend: NearestName.suggestion(for: flag, among: lists.keys.sorted())))
                continue
            }
            if !isNew, !isList {
                problems.append(SettingProblem(.flag(flag), "it is given twice", mend: "keep one of the two"))
            }
        }
        return problems
    }

    /// Every flag, and whether it may be given several times.
    private static let lists: [String: Bool] = {
        var lists = Dictionary(Setting.all.map { ($0.flag, $0.isList) }) { first, _ in first }
        lists["--" + SettingSources.fileKey.joined()] = false
        return lists
    }()
}

/// Finds environment variables that look like those of settings and are none.
///
/// Not every unknown variable is a slip: whoever runs the server as a service `voicedesk` in Kubernetes gets variables
/// such as `VOICEDESK_SERVICE_HOST`. Only what is nearly the name of a setting is told.
enum VariableCheck {
    static func problems(in environment: [String: String]) -> [SettingProblem] {
        let known = Setting.all.map(\.variable)
        let others = ["DESK", "SETTINGS", "SERVICE_HOST", "SERVICE_PORT", "PORT"]
            .map { "\(Setting.variablePrefix)_\($0)" }
        return environment.keys.sorted().compactMap { name in
            guard name.hasPrefix(Setting.variablePrefix + "_"), !known.contains(name), !others.contains(name),
                let nearest = NearestName.nearest(to: name, among: known)
            else { return nil }
            return SettingProblem(
                .variable(name), "there is no such setting", mend: "did you mean '\(nearest)'?")
        }
    }
}
