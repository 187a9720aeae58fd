"""What went over a telephone line as RTP, kept as it would have been heard.

Samples are placed by their RTP timestamp, so that a lost packet is a gap and not a shift. A new SSRC begins where it was received.
"""

import json
import struct
import wave


def a_law(byte):
    """One sample of G.711 A-law."""
    byte ^= 0x55
    exponent, mantissa = (byte >> 4) & 7, byte & 15
    sample = (mantissa << 4) + 8 if exponent == 0 else ((mantissa << 4) + 0x108) << (exponent - 1)
    return sample if byte & 0x80 else -sample


def mu_law(byte):
    """One sample of G.711 mu-law."""
    byte = ~byte & 0xFF
    sample = ((((byte & 15) << 3) + 0x84) << ((byte >> 4) & 7)) - 0x84
    return -sample if byte & 0x80 else sample


TABLES = {0: [mu_law(b) for b in range(256)], 8: [a_law(b) for b in range(256)]}
LONGEST = 600 * 8000


class Recording:
    """One direction of one call."""

    def __init__(self):
        self.samples = []
        self.origin = None
        self.started = None
        self.ssrc = None
        self.packets = 0
        self.payload_types = {}
        self.lengths = {}
        self.sources = set()
        self.first = self.last = None

    def take(self, packet, now):
        """Takes a packet that was delivered at a moment."""
        if len(packet) < 12 or packet[0] >> 6 != 2:
            return
        payload_type = packet[1] & 0x7F
        timestamp, ssrc = struct.unpack_from("!II", packet, 4)
        self.packets += 1
        self.first = now if self.first is None else self.first
        self.last = now
        self.sources.add(ssrc)
        self.payload_types[payload_type] = self.payload_types.get(payload_type, 0) + 1
        table = TABLES.get(payload_type)
        if table is None:
            return
        payload = packet[12 + 4 * (packet[0] & 15):]
        self.lengths[len(payload)] = self.lengths.get(len(payload), 0) + 1
        if self.ssrc != ssrc:
            if self.started is None:
                self.started = now
            self.ssrc = ssrc
            self.origin = timestamp - int((now - self.started) * 8000)
        place = (timestamp - self.origin) & 0xFFFFFFFF
        if place >= 1 << 31:
            place -= 1 << 32
        if place < 0 or place + len(payload) > LONGEST:
            return
        missing = place + len(payload) - len(self.samples)
        if missing > 0:
            self.samples.extend([0] * missing)
        self.samples[place:place + len(payload)] = [table[byte] for byte in payload]

    def write(self, path):
        """Writes a WAV file."""
        with wave.open(path, "wb") as file:
            file.setnchannels(1)
            file.setsampwidth(2)
            file.setframerate(8000)
            file.writeframes(struct.pack("<%dh" % len(self.samples), *self.samples))

    def summary(self):
        """The figures, for the report."""
        return {
            "packets": self.packets,
            "payload_types": {str(key): value for key, value in self.payload_types.items()},
            "payload_lengths": {str(key): value for key, value in self.lengths.items()},
            "ssrc_count": len(self.sources),
            "seconds": round((self.last or 0) - (self.first or 0), 3),
        }


def write_report(path, report):
    """Writes figures as JSON."""
    with open(path, "w", encoding="utf-8") as file:
        json.dump(report, file, indent=1, sort_keys=True)
