"""A telephone line that can be bad: it lies between a telephone and the desk, carries SIP and RTP over UDP, and keeps what it heard.

    line.py --phone-side PORT --desk-side PORT --desk HOST:PORT [--phone HOST:PORT] --folder DIR
            [--seed N] [--sip FAULTS] [--rtp FAULTS] [--hold RULE]... [--lose RULE]... [--lose-keys N]

FAULTS is for example `loss=0.1,duplicate=0.1,reorder=0.05,delay=20` (probabilities; milliseconds, up to so many). The faults of
a seed are always the same. RULE names one kind of message: `down:200:INVITE:0.4` is held back for 0.4 s every time, `up:ACK:2`
is lost the first two times. With `--lose-keys 2` every second key that is pressed by telephone-events (RFC 4733) is lost on its way
up, with all of its packets.

The ports in the SDP are replaced, so that the sound comes through here, too. When the standard input ends, the folder holds
`sip.log` (everything that was received, with the time and what became of it), `up-N.wav` and `down-N.wav` of the Nth call, and
`line.json` with figures. `up` is towards the desk.
"""

import argparse
import heapq
import os
import random
import re
import selectors
import socket
import sys
import time

from recording import Recording, write_report

HOST = "127.0.0.1"


class Faults:
    """What may happen to a packet, decided by a seeded sequence."""

    def __init__(self, text, seed):
        values = dict(part.split("=") for part in text.split(",")) if text else {}
        self.loss = float(values.get("loss", 0))
        self.duplicate = float(values.get("duplicate", 0))
        self.reorder = float(values.get("reorder", 0))
        self.delay = float(values.get("delay", 0)) / 1000
        self.random = random.Random(seed)
        self.counts = {"delivered": 0, "lost": 0, "duplicated": 0, "reordered": 0}

    def delays(self):
        """After which times a packet is delivered; none if it is lost."""
        lost, twice, late, wait = (self.random.random() for _ in range(4))
        if lost < self.loss:
            self.counts["lost"] += 1
            return []
        self.counts["delivered"] += 1
        first = wait * self.delay
        if late < self.reorder:
            self.counts["reordered"] += 1
            first += 0.045
        if twice < self.duplicate:
            self.counts["duplicated"] += 1
            return [first, first + 0.005]
        return [first]


class Rule:
    """One kind of SIP message, with what is to become of it."""

    def __init__(self, text):
        self.way, *kind, amount = text.split(":")
        self.kind = " ".join(kind)
        self.amount = float(amount)

    def matches(self, way, kind):
        return self.way == way and (kind == self.kind or kind.split(" ")[0] == self.kind)


class KeyLoss:
    """Loses every Nth key of a call: all packets of an event have the timestamp of its beginning (RFC 4733, 2.3.3)."""

    def __init__(self, every):
        self.every = every
        self.payload_types = set()
        self.keys = []

    def learn(self, body):
        self.payload_types |= {int(found) for found in re.findall(rb"(?im)^a=rtpmap:(\d+) telephone-event/", body)}

    def loses(self, packet):
        """Whether a packet belongs to a key that is lost."""
        if not self.every or len(packet) < 12 or packet[1] & 0x7F not in self.payload_types:
            return False
        key = packet[4:12]
        if key not in self.keys:
            self.keys.append(key)
        return self.keys.index(key) % self.every == self.every - 1

    def lost(self):
        return len(self.keys) // self.every if self.every else 0


class Call:
    """The sound of one call: two ports on either side, and what was heard."""

    def __init__(self, line):
        self.recordings = {"up": Recording(), "down": Recording()}
        self.target = {"up": None, "down": None}
        self.key_loss = KeyLoss(line.options.lose_keys)
        # Named by the way that leaves there: what goes up is sent by the port that faces the desk.
        self.rtp, self.rtcp = {}, {}
        for way in ("up", "down"):
            self.rtp[way], self.rtcp[way] = pair()
        other = {"up": "down", "down": "up"}
        for way in ("up", "down"):
            line.watch(self.rtp[other[way]], lambda data, source, way=way: line.sound(self, way, data))
            line.watch(self.rtcp[other[way]], lambda data, source, way=way: self.control(way, data))

    def control(self, way, data):
        if self.target[way]:
            self.rtcp[way].sendto(data, (self.target[way][0], self.target[way][1] + 1))

    def learn(self, way, body):
        """Takes the SDP that goes one way, and returns it with our port; the sound of the other way goes where it says."""
        match = re.search(rb"m=audio (\d+)", body)
        if not match or match.group(1) == b"0":
            return body
        self.key_loss.learn(body)
        address = re.search(rb"c=IN IP4 ([0-9.]+)", body)
        back = "down" if way == "up" else "up"
        if address and address.group(1) != b"0.0.0.0":
            self.target[back] = (address.group(1).decode(), int(match.group(1)))
        port = self.rtp[way].getsockname()[1]
        return body[:match.start(1)] + str(port).encode() + body[match.end(1):]


def pair():
    """Two sockets on an even port and the next one."""
    for _ in range(200):
        first = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        first.bind((HOST, 0))
        port = first.getsockname()[1]
        if port % 2 == 0:
            second = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
            try:
                second.bind((HOST, port + 1))
                return first, second
            except OSError:
                second.close()
        first.close()
    sys.exit("no two free ports beside each other")


class Line:
    def __init__(self, options):
        self.options = options
        self.selector = selectors.DefaultSelector()
        self.later = []
        self.count = 0
        self.calls = {}
        self.seen = {}
        self.started = time.monotonic()
        self.sip_faults = Faults(options.sip, options.seed)
        self.rtp_faults = Faults(options.rtp, options.seed + 1)
        self.holds = [Rule(text) for text in options.hold]
        self.losses = [Rule(text) for text in options.lose]
        self.log = open(os.path.join(options.folder, "sip.log"), "w", encoding="utf-8", newline="")
        self.target = {"up": address(options.desk), "down": address(options.phone) if options.phone else None}
        self.sip = {"up": self.bound(options.desk_side), "down": self.bound(options.phone_side)}
        self.watch(self.sip["down"], lambda data, source: self.from_phone(data, source))
        self.watch(self.sip["up"], lambda data, source: self.signalling("down", data))

    def bound(self, port):
        one = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        one.bind((HOST, port))
        return one

    def watch(self, one, handler):
        one.setblocking(False)
        self.selector.register(one, selectors.EVENT_READ, handler)

    def from_phone(self, data, source):
        if not self.options.phone:
            self.target["down"] = source
        self.signalling("up", data)

    def signalling(self, way, data):
        kind = kind_of(data)
        self.seen[way, kind] = self.seen.get((way, kind), 0) + 1
        delays = self.sip_faults.delays()
        if any(rule.matches(way, kind) and self.seen[way, kind] <= rule.amount for rule in self.losses):
            delays = []
        held = sum(rule.amount for rule in self.holds if rule.matches(way, kind))
        delays = [delay + held for delay in delays]
        now = time.monotonic() - self.started
        fate = "lost" if not delays else "after " + ", ".join("%.3f" % delay for delay in delays)
        self.log.write("--- %.3f %s %s (%s)\n%s\n" % (now, way, kind, fate, data.decode("utf-8", "replace")))
        self.log.flush()
        changed = self.with_our_ports(way, data)
        for delay in delays:
            self.after(delay, lambda: self.deliver(way, changed))

    def deliver(self, way, data):
        if self.target[way]:
            self.sip[way].sendto(data, self.target[way])

    def with_our_ports(self, way, data):
        head, separator, body = data.partition(b"\r\n\r\n")
        if b"m=audio" not in body:
            return data
        match = re.search(rb"(?im)^(?:call-id|i)\s*:\s*(\S+)", head)
        key = match.group(1) if match else b""
        if key not in self.calls:
            self.calls[key] = Call(self)
        body = self.calls[key].learn(way, body)
        head = re.sub(rb"(?im)^(content-length|l)\s*:\s*\d+", b"\\1: %d" % len(body), head)
        return head + separator + body

    def sound(self, call, way, data):
        if way == "up" and call.key_loss.loses(data):
            return
        for delay in self.rtp_faults.delays():
            self.after(delay, lambda: self.deliver_sound(call, way, data))

    def deliver_sound(self, call, way, data):
        call.recordings[way].take(data, time.monotonic())
        if call.target[way]:
            call.rtp[way].sendto(data, call.target[way])

    def after(self, delay, action):
        if delay <= 0:
            return action()
        self.count += 1
        heapq.heappush(self.later, (time.monotonic() + delay, self.count, action))

    def run(self):
        self.selector.register(sys.stdin.fileno(), selectors.EVENT_READ, None)
        print("the line is open", flush=True)
        while True:
            wait = max(0, self.later[0][0] - time.monotonic()) if self.later else None
            for key, _ in self.selector.select(wait):
                if key.data is None:
                    if not os.read(key.fd, 4096):
                        return self.finish()
                    continue
                try:
                    data, source = key.fileobj.recvfrom(65535)
                except (BlockingIOError, ConnectionRefusedError):
                    continue
                key.data(data, source)
            while self.later and self.later[0][0] <= time.monotonic():
                heapq.heappop(self.later)[2]()

    def finish(self):
        report = {"sip": self.sip_faults.counts, "rtp": self.rtp_faults.counts, "calls": []}
        report["keys_lost"] = sum(call.key_loss.lost() for call in self.calls.values())
        report["messages"] = {"%s %s" % key: count for key, count in self.seen.items()}
        for index, call in enumerate(self.calls.values()):
            for way, recording in call.recordings.items():
                recording.write(os.path.join(self.options.folder, "%s-%d.wav" % (way, index)))
            report["calls"].append({way: recording.summary() for way, recording in call.recordings.items()})
        write_report(os.path.join(self.options.folder, "line.json"), report)


def kind_of(data):
    """`INVITE` of a request, `200 INVITE` of a response."""
    first = data.split(b"\r\n", 1)[0].decode("utf-8", "replace").split(" ")
    if not first[0].startswith("SIP/"):
        return first[0]
    match = re.search(rb"(?im)^cseq\s*:\s*\d+\s+(\S+)", data)
    return "%s %s" % (first[1] if len(first) > 1 else "?", match.group(1).decode() if match else "?")


def address(text):
    host, port = text.rsplit(":", 1)
    return host, int(port)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--phone-side", type=int, required=True)
    parser.add_argument("--desk-side", type=int, required=True)
    parser.add_argument("--desk", required=True)
    parser.add_argument("--phone")
    parser.add_argument("--folder", required=True)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--sip", default="")
    parser.add_argument("--rtp", default="")
    parser.add_argument("--hold", action="append", default=[])
    parser.add_argument("--lose", action="append", default=[])
    parser.add_argument("--lose-keys", type=int, default=0, metavar="N")
    Line(parser.parse_args()).run()


main()
