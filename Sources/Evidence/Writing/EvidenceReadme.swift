import Desk
import Ledger
import TransparencyLog

/// The README of a bundle, for a person who has never heard of the desk; French first.
struct EvidenceReadme {
    let evidence: CallEvidence
    let checkpoint: SignedNote
    let key: NoteVerifier
    let zone: ZoneRules

    init(_ evidence: CallEvidence, checkpoint: SignedNote, key: NoteVerifier, zone: ZoneRules) {
        self.evidence = evidence
        self.checkpoint = checkpoint
        self.key = key
        self.zone = zone
    }

    private var header: CallHeader { evidence.details.call.header }
    private var started: String { Timestamp.format(header.startedAt, in: zone) }

    var text: String { french + "\n---\n\n" + english }

    private var french: String {
        """
        # Dossier de preuve : appel \(header.id)

        Appel du \(started) au \(header.dialled), un numéro d'urgence que ses clients ne peuvent utiliser que sous certaines
        conditions. Ce dossier contient tout ce que le système a noté de cet appel, et de quoi vérifier, sans nous faire confiance et
        sur une autre machine, que rien n'a été modifié ni retiré depuis.

        | fichier | contenu |
        | --- | --- |
        | `call.json` | l'appel : qui, quand, la décision et l'état de chaque condition, ce qui a été entendu et tapé |
        | `charges.json` | la facturation proposée et tout ce qu'elle est devenue : qui, quand, pourquoi |
        | `timeline.svg` | l'appel en image, seconde par seconde |
        | `heard.txt` | le texte des annonces entendues |
        | `desk/` | les règles et le déroulé tels qu'ils étaient ce jour-là |
        | `entries.jsonl` | les inscriptions au journal, chacune avec sa preuve d'appartenance |
        | `checkpoint.txt`, `key.txt` | l'état signé du journal, et la clé publique |
        | `verify.py` | le vérificateur indépendant (Python 3, bibliothèque `cryptography`) |

        ## Vérifier

            python3 verify.py .

        Deux réponses : *intégrité* (tout ce qui est ici est ce qui a été écrit) et *complétude* (il ne manque aucune inscription de
        l'appel jusqu'à sa fin). La clé de ce dossier ne vaut que ce que vaut sa provenance : comparez `key.txt` avec la clé que
        vous avez reçue par une autre voie (`--key`), et l'état signé avec un état conservé ailleurs (`--checkpoint`).

        Le code du contact et les touches confidentielles ne sont jamais inscrits. Une inscription effacée à la demande d'une personne
        n'a plus de contenu, mais garde sa place et son empreinte.

        """
    }

    private var english: String {
        """
        # Evidence: call \(header.id)

        A call of \(started) to \(header.dialled), an emergency number that clients may only use under certain conditions. This folder
        holds all that the system noted of the call, and what is needed to check, on another machine and without trusting us, that
        nothing of it was altered or removed since.

        | file | holds |
        | --- | --- |
        | `call.json` | the call: who, when, the verdict and every condition, what was heard and keyed |
        | `charges.json` | the charge that was proposed and all that became of it: who, when, why |
        | `timeline.svg` | the call as a picture, second by second |
        | `heard.txt` | the text of the prompts that were heard |
        | `desk/` | rules and call flow as they were that day |
        | `entries.jsonl` | the entries of the log, each with the proof that it is in it |
        | `checkpoint.txt`, `key.txt` | the signed state of the log, and the public key |
        | `verify.py` | the independent verifier (Python 3, library `cryptography`) |

        ## Checking

            python3 verify.py .

        Two answers: *integrity* (everything here is what was written) and *completeness* (no entry of the call up to its end is
        missing). The key in this folder is worth what its origin is worth: compare `key.txt` with the key that you got by another way
        (`--key`), and the signed state with one that was kept elsewhere (`--checkpoint`).

        ## By hand

        The log is a Merkle tree (RFC 6962, SHA-256). The checkpoint says that it had \(evidence.size) entries with the root
        `\(evidence.root.hexadecimal)`, signed with Ed25519 by the key `\(key.hash)`
        (C2SP tlog-checkpoint and signed-note). A line's `leaf` is hashed with a leading byte 0x00; `proof` leads from leaf `seq` − 1 to
        the root, nodes with a leading 0x01 (RFC 9162, section 2.1.3.2). `commitment` is SHA-256 of 0x02, `salt` and `payload`.

        """
    }
}
