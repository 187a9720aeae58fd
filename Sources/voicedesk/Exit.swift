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
        switch error {
        case is FellShort: exit(1)
        case let problems as Problems: unusable(problems.description)
        case let problem as Problem: unusable(problem.description)
        case let unusable as Unusable: self.unusable("voicedesk: \(unusable.message): \(unusable.mend)")
        case let script as ScriptError: unusable("voicedesk: \(script.message): \(script.mend)")
        case let month as MonthError: unusable("voicedesk: \(month)")
        case let sound as SoundDeviceError: unusable("voicedesk: \(sound)")
        case let ledger as LedgerError: unusable("voicedesk: \(ledger)")
        case let report as ReportError: unusable("voicedesk: \(report)")
        case let evidence as EvidenceError: unusable("voicedesk: \(evidence)")
        case let transport as TransportError: unusable("voicedesk: \(Self.words(of: transport))")
        case let settings as SettingProblems: unusable("\(settings)")
        case let key as KeyedPasscodeHasher.KeyFileError: unusable("voicedesk: \(key)")
        default:
            let code = Voicedesk.exitCode(for: error)
            let message = Voicedesk.fullMessage(for: error)
            if code.isSuccess {
                print(message)
                exit(0)
            }
            unusable(message)
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
