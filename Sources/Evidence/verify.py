#!/usr/bin/env python3
"""Checks the evidence of one call, or a whole ledger, without the program that wrote it.

    verify.py BUNDLE_DIR           [--key FILE|VKEY] [--checkpoint FILE] [--json]
    verify.py --ledger FILE.sqlite [--key FILE|VKEY] [--checkpoint FILE] [--json]

Needs Python 3.11 and the package "cryptography". Two verdicts:
  integrity      everything that is there is what was written
  completeness   nothing is missing: of a call, up to its end; of a ledger, up to the checkpoints from outside
Without --key the key is the one that the evidence itself names, and without --checkpoint whoever held the ledger and its
key could have written all of it anew. A ledger's rows of calls and charges repeat the log; only the log is checked here.

Exit code: 0 holds, 1 does not hold, 2 unusable.

The formats: an entry is one leaf of a Merkle tree (RFC 6962), as canonical JSON (RFC 8785) with "at" (milliseconds since
1970), "call", "kind", "seq" (leaf seq - 1) and either "body" or "commitment", the SHA-256 of 0x02, salt and payload.
A checkpoint is a C2SP tlog-checkpoint: a note with the log's name, size and root, signed with Ed25519 (C2SP signed-note).
"""
import argparse, base64, hashlib, json, sqlite3, sys, urllib.parse
from pathlib import Path
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

WRONG = (ValueError, KeyError, TypeError, AttributeError, RecursionError)


def sha256(*parts):
    return hashlib.sha256(b"".join(parts)).digest()


def canonical(value):
    if isinstance(value, dict):
        names = sorted(value, key=lambda name: name.encode("utf-16-be"))
        return "{" + ",".join(canonical(name) + ":" + canonical(value[name]) for name in names) + "}"
    if isinstance(value, list):
        return "[" + ",".join(map(canonical, value)) + "]"
    return json.dumps(value, ensure_ascii=False)


def refuse(number):
    raise ValueError(f"{number} is no whole number")


def parsed(text):
    """The value of canonical JSON; ValueError for any other spelling of it, such as a name that is there twice."""
    value = json.loads(text, parse_float=refuse, parse_constant=refuse)
    if canonical(value) != text:
        raise ValueError("is not canonical JSON")
    return value


# The tree: a list of the roots of its complete subtrees, each with its height, the largest first.

def add_leaf(tree, leaf):
    height, digest = 0, sha256(b"\0", leaf)
    while tree and tree[-1][0] == height:
        height, digest = height + 1, sha256(b"\1", tree.pop()[1], digest)
    tree.append((height, digest))


def root_of(tree):
    root = tree[-1][1] if tree else sha256()
    for _, left in reversed(tree[:-1]):
        root = sha256(b"\1", left, root)
    return root


def root_by_proof(leaf, index, size, proof):
    """The root to which an inclusion proof leads (RFC 9162, section 2.1.3.2); nothing if its length is wrong."""
    digest, last = sha256(b"\0", leaf), size - 1
    if not 0 <= index < size:
        return None
    for part in proof:
        if last == 0:
            return None
        if index & 1 or index == last:
            digest = sha256(b"\1", part, digest)
            while not index & 1 and index:
                index, last = index >> 1, last >> 1
        else:
            digest = sha256(b"\1", digest, part)
        index, last = index >> 1, last >> 1
    return digest if last == 0 else None


def base64_bytes(text):
    data = base64.b64decode(text, validate=True)
    if base64.b64encode(data).decode() != text:
        raise ValueError("another spelling of base64")
    return data


class Key:
    """A public key, written NAME+HASH+BASE64."""
    def __init__(self, text):
        self.text = text
        self.name, tag, data = text.split("+", 2)
        key = base64_bytes(data)
        self.id = sha256(self.name.encode(), b"\n", key)[:4]
        if not self.name or key[:1] != b"\1" or self.id.hex() != tag:
            raise ValueError("no Ed25519 key of a note")
        self.public = Ed25519PublicKey.from_public_bytes(key[1:])


class Note:
    """A text, an empty line, and a line for each signature."""
    def __init__(self, text):
        body, _, tail = text.rpartition("\n\n")
        self.text, self.signatures = body + "\n", []
        if not body or not tail.endswith("\n"):
            raise ValueError("no signed note")
        for line in tail[:-1].split("\n"):
            dash, name, data = line.split(" ")
            data = base64_bytes(data)
            if dash != "\u2014" or len(data) <= 4:
                raise ValueError("no signature")
            self.signatures.append((name, data[:4], data[4:]))

    def signed_by(self, key):
        own = [signature for name, id, signature in self.signatures if (name, id) == (key.name, key.id)]
        try:
            for signature in own:
                key.public.verify(signature, self.text.encode())
        except InvalidSignature:
            return False
        return bool(own)


class Checkpoint(Note):
    def __init__(self, text):
        super().__init__(text)
        origin, size, root = self.text.split("\n")[:3]
        self.size, self.root = int(size), base64_bytes(root)
        if not origin or str(self.size) != size or self.size < 0 or len(self.root) != 32:
            raise ValueError("no checkpoint")


class Findings:
    """What is wrong, and what the log tells of its keys and its desks' texts."""
    def __init__(self):
        self.integrity, self.outside, self.completeness, self.why = [], [], "not-shown", ""
        self.entries, self.erased, self.size, self.root = 0, 0, 0, b""
        self.keys = []   # [key, the entry that made it known, the entry that replaced it, whether it was revoked]
        self.desks = []  # (entry, hash of the desk, {path: hash})

    def open_entry(self, seq, kind, body):
        try:
            if kind in ("key-created", "key-rotated", "key-revoked"):
                self.key_entry(seq, kind, body, Key(body["key"]))
            elif kind == "desk-kept":
                self.desks.append((seq, body["desk"], dict(body["files"])))
                if sha256(canonical(body["files"]).encode()).hex() != body["desk"]:
                    raise ValueError("names another hash than that of its files")
        except WRONG as error:
            self.integrity.append(f"the entry {seq} ({kind}) {error}")

    def key_entry(self, seq, kind, body, key):
        in_use = [known for known in self.keys if known[2] is None and not known[3]]
        if kind == "key-revoked":
            known = [known for known in self.keys if known[0].text == key.text and not known[3]]
            if not known:
                raise ValueError("revokes a key that the log does not know")
            known[-1][3] = True
            return
        if kind == "key-rotated":
            note = Note(body["handover"])
            if not in_use or note.text != f"voicedesk key rotation\n{key.text}\n" or not note.signed_by(in_use[-1][0]):
                raise ValueError("hands over to a key without the signature of the one before")
            in_use[-1][2] = seq
        elif in_use:
            raise ValueError("makes a key although one is in use")
        self.keys.append([key, seq, None, False])

    def check_signature(self, note, trusted, is_own=False):
        """A key of the log signs from its entry until the next one replaces it, and never once it was revoked."""
        heirs, replaced = [trusted.text] if trusted else [], None
        for key, since, until, _ in self.keys:
            if key.text in heirs or since == replaced:  # By a handover only: a key that is merely new inherits nothing.
                heirs.append(key.text)
                replaced = until
        signers = [known for known in self.keys if note.signed_by(known[0])]
        if any(revoked for *_, revoked in signers):
            return None if is_own else "is signed by a key that was revoked"
        if any(since <= note.size < (until or note.size + 1) and (not trusted or key.text in heirs)
               for key, since, until, _ in signers):
            return None
        if trusted and note.signed_by(trusted) and not signers:
            return None  # The log does not tell of the key that is trusted; the roots decide.
        return "is not signed by " + ("the key that is trusted or one that followed it" if trusted
                                      else "a key that the log knows and that was in use then")


def check_bundle(folder, trusted, outside, found):
    checkpoint = Checkpoint((folder / "checkpoint.txt").read_text("utf-8"))
    own = Key((folder / "key.txt").read_text("utf-8").strip())
    calls, last, desk = {}, 0, None
    found.size, found.root = checkpoint.size, checkpoint.root
    for number, line in enumerate((folder / "entries.jsonl").read_bytes().splitlines(), 1):
        try:
            entry = json.loads(line)
            leaf, salt, payload = parsed(entry["leaf"]), entry["salt"], entry["payload"]
            seq, kind, call = leaf["seq"], leaf["kind"], leaf.get("call")
            proof = [bytes.fromhex(part) for part in entry["proof"]]
            sealed = bytes.fromhex(leaf["commitment"]) if "body" not in leaf else None
            proven = root_by_proof(entry["leaf"].encode(), seq - 1, checkpoint.size, proof) == checkpoint.root
        except WRONG as error:
            found.integrity.append(f"the line {number} of entries.jsonl is no entry ({error})")
            continue
        found.entries += 1
        if seq <= last:
            found.integrity.append(f"the entry {seq} comes after {last}")
        if not proven:
            found.integrity.append(f"the entry {seq} ({kind}) is not in the log of the checkpoint")
        last, said = seq, {}
        if sealed is None:
            found.open_entry(seq, kind, leaf["body"])
        elif salt is None and payload is None:
            found.erased += 1
        else:
            try:
                if sha256(b"\2", bytes.fromhex(salt), payload.encode()) != sealed:
                    raise ValueError("is not what was written")
                said = dict(parsed(payload)) if kind.startswith("call-") else {}
            except WRONG as error:
                found.integrity.append(f"the payload of entry {seq} ({kind}) {error}")
        if call is not None:
            if kind == "call-begun":
                desk = said.get("desk")
            if kind == "call-ended" and "entries" in said:
                there, told = calls.get(call, 0), said["entries"]
                found.completeness = "shown" if there == told else "broken"
                found.why = f"the call's end tells of {told} entries before it, and {there} are there"
            calls[call] = calls.get(call, 0) + 1
    if len(calls) != 1:
        found.integrity.append(f"the bundle holds entries of {len(calls)} calls, not of one")
    check_texts(folder / "desk", desk, found)
    for note, list in [(checkpoint, found.integrity)] + [(note, found.outside) for note in outside]:
        if flaw := found.check_signature(note, trusted or own):
            list.append(f"the checkpoint of {note.size} entries {flaw}")
        elif note.size == checkpoint.size and note.root != checkpoint.root:
            list.append(f"a checkpoint from outside tells another root for {note.size} entries")


def check_texts(folder, desk, found):
    expected = {path: digest for *_, files in found.desks for path, digest in files.items()}
    there = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if path.is_file()}
    if found.desks and desk and desk not in [kept for _, kept, _ in found.desks]:
        found.integrity.append("the desk's texts are not those by which the call was decided")
    for path in sorted(expected.keys() | there.keys()):
        if path not in there or path not in expected:
            found.integrity.append(f"desk/{path} is {'missing' if path in expected else 'named by no entry of the log'}")
        elif sha256(there[path].read_bytes()).hex() != expected[path]:
            found.integrity.append(f"desk/{path} is not the text that the log names")


def check_ledger(path, trusted, outside, found):
    database = sqlite3.connect(f"file:{urllib.parse.quote(str(path))}?mode=ro", uri=True)
    database.text_factory = lambda text: text.decode("utf-8", "surrogateescape")
    database.execute("BEGIN")
    own = []
    for text, size in database.execute("SELECT note, size FROM checkpoint ORDER BY size, at"):
        try:
            own.append(Checkpoint(text))
            if own[-1].size != size:
                raise ValueError
        except WRONG:
            found.integrity.append(f"a checkpoint in the file, of {size} entries, is not readable")
    marks, roots, tree, missing, erased, drills = {note.size for note in own + outside}, {0: sha256()}, [], [], {}, {}
    columns = "seq, at, kind, call, body, commitment, salt, payload"
    for seq, at, kind, call, body, commitment, salt, payload in database.execute(f"SELECT {columns} FROM log ORDER BY seq"):
        found.entries += 1
        if seq != found.entries:
            found.integrity.append(f"the entry {found.entries} is missing; {seq} follows")
        entry = {"at": at, "kind": kind, "seq": seq} | ({} if call is None else {"call": call})
        try:
            if commitment is None:
                entry["body"] = parsed(body)
                found.open_entry(seq, kind, entry["body"])
                erased.update({call: seq for call in entry["body"]["calls"]} if kind == "erased" else {})
                drills.update({drill: seq for drill in entry["body"]["entries"]} if kind == "drills-erased" else {})
                if salt is not None or payload is not None:
                    raise ValueError("is open and sealed at once")
            else:
                entry["commitment"] = commitment.hex()
                if body is not None or (salt is None) != (payload is None):
                    raise ValueError("is open and sealed at once, or has a salt or a payload alone")
                if payload is None:
                    missing.append((seq, call, kind))
                elif sha256(b"\2", salt, payload.encode("utf-8", "surrogateescape")) != commitment:
                    raise ValueError("has a payload that is not what was written")
        except WRONG as error:
            found.integrity.append(f"the entry {seq} ({kind}) {error}")
        add_leaf(tree, canonical(entry).encode("utf-8", "surrogateescape"))
        if found.entries in marks:
            roots[found.entries] = root_of(tree)
    found.erased, found.size, found.root = len(missing), found.entries, root_of(tree)
    for seq, call, kind in missing:
        if (drills.get(seq, 0) if kind == "drill-recorded" else erased.get(call, 0)) < seq:
            thing = "it" if kind == "drill-recorded" else "its call"
            found.integrity.append(f"the payload of entry {seq} is missing, and no erasure lists {thing}")
    texts = {digest: sha256(text.encode()).hex() for digest, text in database.execute("SELECT hash, text FROM desk_text")}
    for seq, _, files in found.desks:
        for name in [name for name, digest in files.items() if texts.get(digest) != digest]:
            found.integrity.append(f"the text of {name}, which the entry {seq} names, is missing or was changed")
    for note, list in [(note, found.integrity) for note in own] + [(note, found.outside) for note in outside]:
        if flaw := found.check_signature(note, trusted if list is found.outside else None, list is found.integrity):
            list.append(f"the checkpoint of {note.size} entries {flaw}")
        elif note.size > found.size:
            list.append(f"the log has {found.size} entries, but had {note.size} at a checkpoint")
        elif roots[note.size] != note.root:
            list.append(f"the first {note.size} entries are not those of the checkpoint")
    if outside:
        found.completeness = "broken" if found.outside else "shown"
        found.why = f"by {len(outside)} checkpoints from outside, the largest of {max(note.size for note in outside)} entries"


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("bundle", nargs="?", type=Path, metavar="BUNDLE_DIR")
    parser.add_argument("--ledger", type=Path, metavar="FILE.sqlite")
    parser.add_argument("--key", metavar="FILE|VKEY", help="the key that is trusted, or a file that holds it")
    parser.add_argument("--checkpoint", type=Path, metavar="FILE", help="checkpoints that were kept elsewhere")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    if (options.bundle is None) == (options.ledger is None):
        parser.error("name a bundle's folder, or a ledger with --ledger")
    found, trusted, outside = Findings(), None, []
    try:
        if options.key:
            is_file = Path(options.key).is_file()
            trusted = Key(Path(options.key).read_text("utf-8").strip() if is_file else options.key)
        if options.checkpoint:
            parts = options.checkpoint.read_text("utf-8").strip("\n").split("\n\n")
            outside = [Checkpoint(f"{text}\n\n{tail}\n") for text, tail in zip(parts[::2], parts[1::2], strict=True)]
        check = check_ledger if options.ledger else check_bundle
        check(options.ledger or options.bundle, trusted, outside, found)
    except (OSError, sqlite3.Error, *WRONG) as error:
        print(f"verify.py: {options.ledger or options.bundle} cannot be checked ({error}): "
              "name an undamaged ledger or bundle, its key and its checkpoints", file=sys.stderr)
        return 2
    holds = not found.integrity and not found.outside and found.completeness != "broken"
    if options.json:
        print(json.dumps({
            "holds": holds, "integrity": {"holds": not found.integrity, "findings": found.integrity},
            "completeness": {"verdict": found.completeness, "why": found.why, "findings": found.outside},
            "entries": found.entries, "erased": found.erased, "size": found.size, "root": found.root.hex()}, indent=2))
    else:
        print(f"integrity: {'broken' if found.integrity else 'holds'}: {found.entries} entries, {found.erased} of them "
              f"erased, of a log of {found.size}", *found.integrity, sep="\n  ")
        print(f"completeness: {found.completeness}{': ' * bool(found.why)}{found.why}", *found.outside, sep="\n  ")
    return 0 if holds else 1


if __name__ == "__main__":
    sys.exit(main())
