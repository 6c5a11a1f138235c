"""P1: whatever is done to a packet, accepted means that its content is what was signed.

Mutations happen at two levels: to the bytes of the file, and to the parts inside, packed again
properly, so that the zip rules do not stand in front of all the others.
"""

import random
from base64 import b64encode
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from hashlib import sha256

import pytest
from cryptography.hazmat.primitives.serialization import Encoding

from sync.package import opc
from sync.package.verify import RULES, Rule, verify
from tests.sync.package import sealed
from tests.sync.package.forge import Forgery, entries, write_zip

Mutation = Callable[[random.Random], bytes]
LINKS = tuple(kind.link for kind in opc.KINDS if kind.link)


def flip(packet: bytes, position: int, bit: int) -> bytes:
    """The packet with one bit turned."""
    changed = bytearray(packet)
    changed[position] ^= 1 << bit
    return bytes(changed)


def _bytes_edited(chance: random.Random, data: bytes) -> bytes:
    """One random edit: turn, delete, repeat, move, overwrite or insert a stretch of bytes."""
    if not data:
        return chance.randbytes(3)
    start = chance.randrange(len(data))
    end = min(len(data), start + chance.choice((1, 1, 2, 4, 16, 200)))
    stretch, other = data[start:end], chance.randrange(len(data))
    return chance.choice(
        (
            flip(data, start, chance.randrange(8)),
            data[:start] + data[end:],
            data[:end] + stretch + data[end:],
            data[:other] + stretch + data[other + len(stretch) :],
            data[:start] + chance.randbytes(len(stretch)) + data[end:],
            data[:start] + chance.choice((b" ", b"\n", b"<", b"0", b"\0", b"=")) + data[start:],
        )
    )


def in_the_file(chance: random.Random) -> bytes:
    """One to three edits to the bytes of the file."""
    data = sealed.packet()
    for _ in range(chance.choice((1, 1, 2, 3))):
        data = _bytes_edited(chance, data)
    return data


def in_a_part(chance: random.Random) -> bytes:
    """An edit to the bytes of one part."""
    forgery = Forgery()
    name = chance.choice(list(forgery.parts))
    forgery.parts[name] = _bytes_edited(chance, forgery.parts[name])
    return forgery.zip()


def in_the_package(chance: random.Random) -> bytes:
    """A part dropped, copied, swapped or newly linked, with content types to match."""
    forgery = Forgery()
    one, other = chance.sample(sorted(forgery.parts), 2)
    match chance.randrange(4):
        case 0:
            del forgery.parts[one]
        case 1:
            forgery.parts[one] = forgery.parts[other]
        case 2:
            number = chance.randrange(3, 9)
            forgery.parts[f"xl/worksheets/sheet{number}.xml"] = forgery.parts[one]
        case _:
            rels = chance.choice([name for name in forgery.parts if name.endswith(".rels")])
            forgery.link(rels, f"rId{chance.randrange(12)}", chance.choice(LINKS), f"/{one}")
    forgery.retype()
    return forgery.zip()


def in_the_zip(chance: random.Random) -> bytes:
    """A field of one entry's headers set to something else."""
    listed = entries(sealed.package())
    entry = chance.choice(listed)
    number = chance.choice((0, 1, 2, 8, 20, 255, 65535))
    match chance.randrange(6):
        case 0:
            entry.crc = number
        case 1:
            entry.size = number
        case 2:
            entry.flags = number
        case 3:
            entry.local = {chance.choice(("crc", "size", "packed", "method", "flags")): number}
        case 4:
            entry.offset = chance.randrange(9000)
        case _:
            listed.append(chance.choice(listed))
    return write_zip(listed)


def in_a_certificate(chance: random.Random) -> bytes:
    """An edit to the signer's or the issuer's certificate, signed for again by the device."""
    forgery = Forgery()
    device = sealed.device()
    honest = chance.choice((device.certificate, device.office.certificate))
    encoded = honest.public_bytes(Encoding.DER)
    while (edited := _bytes_edited(chance, encoded)) == encoded:
        pass
    forgery.sign_swap(sealed.der64(honest), b64encode(edited).decode())
    old, new = (b64encode(sha256(der).digest()).decode() for der in (encoded, edited))
    if honest == device.certificate:
        forgery.sign_swap(old, new)
    forgery.close()
    return forgery.zip()


LEVELS: tuple[Mutation, ...] = (in_the_file, in_a_part, in_the_package, in_the_zip)


def mutations(seed: int, number: int) -> Iterator[bytes]:
    """`number` mutated packets, the levels in turn; the same seed gives the same ones."""
    chance = random.Random(seed)
    for index in range(number):
        yield LEVELS[index % len(LEVELS)](chance)


def every_byte_flipped(step: int) -> Iterator[bytes]:
    """The packet with one bit of every `step`-th byte turned, a different bit each time."""
    for index, position in enumerate(range(0, len(sealed.packet()), step)):
        yield flip(sealed.packet(), position, index % 8)


def judged(packets: Iterator[bytes], rules: Mapping[str, Rule] = RULES) -> Counter[str]:
    """How many were refused, accepted as signed, and accepted with another content."""
    seen: Counter[str] = Counter()
    for data in packets:
        verdict = verify(data, sealed.trust(), sealed.NOW, rules)
        if verdict.status != "valid":
            seen["refused"] += 1
            assert verdict.reason and not verdict.parts
        else:
            seen["same" if verdict.parts == sealed.package() else "other"] += 1
    return seen


def test_accepted_means_as_signed() -> None:
    seen = judged(every_byte_flipped(4)) + judged(mutations(2060, 3000))

    assert seen.total() >= 5000
    assert seen["other"] == 0
    assert seen["refused"] > 0.9 * seen.total()


@pytest.mark.filterwarnings("ignore:Parsed a serial number which wasn't positive")
def test_edited_certificate_is_never_accepted() -> None:
    chance = random.Random(3)
    seen = judged(in_a_certificate(chance) for _ in range(300))

    assert seen == {"refused": 300}


def test_control_without_coverage_other_content_is_accepted() -> None:
    """Of the same mutations; one is enough."""
    uncovered = {name: rule for name, rule in RULES.items() if not name.startswith("G.")}
    seen = (judged(iter([data]), uncovered) for data in mutations(2060, 3000))

    assert any(one["other"] for one in seen)


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(10))
def test_accepted_means_as_signed_at_length(seed: int) -> None:
    seen = judged(mutations(seed, 100_000))

    assert (seen.total(), seen["other"]) == (100_000, 0)


@pytest.mark.soak
def test_every_bit_of_a_packet() -> None:
    size = len(sealed.packet()) * 8
    flipped = (flip(sealed.packet(), bit // 8, bit % 8) for bit in range(size))
    seen = judged(flipped)

    assert (seen.total(), seen["other"]) == (size, 0)
