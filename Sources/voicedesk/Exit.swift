import ArgumentParser
import AudioPlayer
import Desk
import DeskFolder
import Evidence
import Foundation
import Ledger
import Reports
import SIP
import SIPTransport
import Settings
import Simulator

/// A command that ran but fell short; its findings are printed already.
struct FellShort: Error {}

/// Arguments or files that cannot be used.
struct Unusable: Error {
    let message: String
    let mend: String

    init(_ message: String, mend: String) {
        self.message = message
        self.mend = mend
    }
}

/// How the program ends: 0 done, 1 fell short, 2 unusable.
enum Exit {
    static func because(of error: any Error) -> Never {
        if error is FellShort { exit(1) }
        if let words = known(error) { unusable(words) }
        let message = Voicedesk.fullMessage(for: error)
        guard Voicedesk.exitCode(for: error).isSuccess else { unusable(message) }
        print(message)
        exit(0)
    }

    /// What is wrong and how to mend it.
    static func words(of error: any Error) -> String { known(error) ?? Voicedesk.fullMessage(for: error) }

    private static func known(_ error: any Error) -> String? {
        switch error {
        case let problems as Problems: problems.description
        case let problem as Problem: problem.description
        case let unusable as Unusable: "voicedesk: \(unusable.message): \(unusable.mend)"
        case let script as ScriptError: "voicedesk: \(script.message): \(script.mend)"
        case let month as MonthError: "voicedesk: \(month)"
        case let sound as SoundDeviceError: "voicedesk: \(sound)"
        case let ledger as LedgerError: "voicedesk: \(ledger)"
        case let report as ReportError: "voicedesk: \(report)"
        case let evidence as EvidenceError: "voicedesk: \(evidence)"
        case let transport as TransportError: "voicedesk: \(Self.words(of: transport))"
        case let settings as SettingProblems: "\(settings)"
        case let key as KeyedPasscodeHasher.KeyFileError: "voicedesk: \(key)"
        default: nil
        }
    }

    /// Why the server cannot listen, and how to mend it.
    private static func words(of error: TransportError) -> String {
        switch error {
        case .bindFailed(let transport, let end, let why):
            "nothing can be listened on at \(transport.rawValue.lowercased()):\(end) (\(why)): "
                + "end what listens there, or choose another --sip"
        case .certificateMissing(let end):
            "there is no certificate for tls:\(end): name one with tls.certificate and tls.key"
        case .certificateRefused(let why):
            "the certificate cannot be used (\(why)): name PEM files of a certificate and its key"
        default: "SIP cannot be carried (\(error)): see the log"
        }
    }

    private static func unusable(_ message: String) -> Never {
        Output.error(message)
        exit(2)
    }
}
