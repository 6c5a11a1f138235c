"""A simulated district: real books, real keys, real packets, and offices that may misbehave.

`District.found` enrols it once for a test run; each test works on a copy of the folder. What an
office does goes through the commands or through the verbs that the window calls. What only a
dishonest or unlucky office does (forge, cut, restore, clone) is here.
"""

import io
import json
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

from desktop.records import snapshot, units, vault
from desktop.records.book import FILE, Book
from desktop.records.cipher import Database, connect
from desktop.records.fields import Row
from desktop.records.registers import REGISTERS
from sync import send
from sync.enrolment import enrol
from sync.enrolment.keyring import signing_identity
from sync.entry import save_raw
from sync.package import container, seal
from sync.packet import Packet
from sync.tabular import Raw
from sync.xlsx import workbook

NOW = datetime(2024, 7, 1, 8, 30, tzinfo=UTC)
PASSPHRASE = "mật khẩu của một cơ quan"
DISTRICT, COMMUNES = "060", ("01864", "01867", "01873")
NEIGHBOUR, NEIGHBOURS_COMMUNE = "061", "01894"


@dataclass(frozen=True)
class Answer:
    """What a command left behind: its exit code and both streams."""

    code: int
    out: str
    err: str

    @property
    def lines(self) -> list[Any]:
        """Standard output as JSON lines."""
        return [json.loads(line) for line in self.out.splitlines()]

    @property
    def json(self) -> Any:
        """Standard output as one JSON object."""
        (line,) = self.lines
        return line


def run(*arguments: object) -> Answer:
    """``python -m sync`` with these arguments, in this process."""
    from sync.__main__ import main  # brings every command, which most children do without

    out, err = io.StringIO(), io.StringIO()
    with redirect_stdout(out), redirect_stderr(err):
        try:
            code = main([str(argument) for argument in arguments])
        except SystemExit as end:
            code = int(end.code or 0)
    return Answer(code, out.getvalue(), err.getvalue())


@dataclass(frozen=True)
class Office:
    """An office with its book in ``folder``; the passphrase is in ``secret``."""

    folder: Path
    code: str

    @property
    def secret(self) -> Path:
        return self.folder.parent / "passphrase.txt"

    @classmethod
    def found(cls, folder: Path, code: str) -> "Office":
        """A new book; the keys of a district are made with it."""
        office = cls(folder, code)
        folder.parent.mkdir(parents=True, exist_ok=True)
        office.secret.write_text(PASSPHRASE + "\n", encoding="utf-8")
        book, _ = Book.create(folder, PASSPHRASE, units.find("2021", code), now=NOW)
        with book:
            if book.office.tier != "commune":
                enrol.create_authority(book, NOW)
        return office

    def open(self) -> Book:
        return Book.open(self.folder, PASSPHRASE)

    @contextmanager
    def peek(self) -> Iterator[Database]:
        """The tables, read beside the program."""
        db = connect(self.folder / FILE, vault.unlock(self.folder, PASSPHRASE))
        try:
            yield db
        finally:
            db.close()

    def run(self, command: str, *arguments: object, now: datetime = NOW) -> Answer:
        """A command on this book, answered in JSON."""
        first, *rest = command.split()
        options = ("--book", self.folder, "--passphrase-file", self.secret, "--json", "--now", now)
        return run(first, *rest, *options, *arguments)

    def record(self, register: str, *rows: Raw, now: datetime = NOW) -> list[str]:
        """Save rows as the commands do; returns their uids."""
        with self.open() as book:
            return record(book, register, *rows, now=now)

    def export(self, out: Path | None = None, now: datetime = NOW) -> Path:
        """The next packet of this office."""
        with self.open() as book:
            return send.export(book, now=now, out=out).path

    def copy(self, folder: Path) -> "Office":
        """The whole book once more: a backup, or a second laptop with the same identity."""
        shutil.copytree(self.folder, folder)
        twin = Office(folder, self.code)
        twin.secret.write_text(PASSPHRASE + "\n", encoding="utf-8")
        return twin


@dataclass(frozen=True)
class District:
    """A district with three enrolled communes, one commune without a certificate, and the
    neighbouring district with a commune of its own."""

    folder: Path

    @classmethod
    def found(cls, folder: Path) -> "District":
        made = cls(folder)
        for code in (DISTRICT, NEIGHBOUR, *COMMUNES, NEIGHBOURS_COMMUNE, "01876"):
            Office.found(folder / code, code)
        for commune in made.communes:
            made.trust.write_bytes(enrolled(commune, made.office))
        enrolled(made.stranger, made.neighbour)
        return made

    def copy(self, folder: Path) -> "District":
        shutil.copytree(self.folder, folder)
        return District(folder)

    @property
    def trust(self) -> Path:
        """What the district believes, for ``verify --trust``."""
        return self.folder / "trust.pem"

    @property
    def office(self) -> Office:
        return Office(self.folder / DISTRICT, DISTRICT)

    @property
    def communes(self) -> tuple[Office, ...]:
        return tuple(Office(self.folder / code, code) for code in COMMUNES)

    @property
    def newcomer(self) -> Office:
        """A commune of the district that has not been enrolled."""
        return Office(self.folder / "01876", "01876")

    @property
    def neighbour(self) -> Office:
        return Office(self.folder / NEIGHBOUR, NEIGHBOUR)

    @property
    def stranger(self) -> Office:
        """A commune that only the neighbouring district vouches for."""
        return Office(self.folder / NEIGHBOURS_COMMUNE, NEIGHBOURS_COMMUNE)


def enrolled(commune: Office, by: Office) -> bytes:
    """Give ``commune`` its certificate; returns the bundle that did it."""
    asked = commune.folder / "request.pem"
    with commune.open() as book, by.open() as above:
        enrol.request(book, asked)
        bundle = enrol.issue(above, asked.read_bytes(), NOW)
        enrol.accept(book, bundle, NOW)
    asked.unlink()
    return bundle


def record(book: Book, register: str, *rows: Raw, now: datetime = NOW) -> list[str]:
    """Save raw rows in an open book; returns their uids."""
    return [saved.uid for saved in save_raw(book, REGISTERS[register], rows, now=now)]


def signed(book: Book, packet: Packet, now: datetime = NOW) -> bytes:
    """Any packet, honest or not, under the real seal of this book's device."""
    return container.pack(seal.seal(workbook.write(packet), *signing_identity(book), now))


def packet_of(book: Book, rows: Mapping[str, list[Row]] | None = None, **claims: Any) -> Packet:
    """The book's packet with some of its header claimed otherwise, or with other rows."""
    header = send.next_header(book, "2024-07", NOW)
    return Packet.of(replace(header, **claims), snapshot.take(book) if rows is None else rows)


def state(db: Database, names: tuple[str, ...] = tuple(REGISTERS)) -> str:
    """A digest of the live rows: two books with the same state say the same."""
    digest = sha256()
    for name in names:
        fields = [field.name for field in REGISTERS[name].fields]
        columns = ", ".join(f'"{name}"' for name in ("uid", "unit", "version", *fields))
        query = f"SELECT {columns} FROM {name} WHERE retired IS NULL ORDER BY uid"
        for cells in db.execute(query):
            digest.update(f"{name}{cells!r}\n".encode())
    return digest.hexdigest()


def whole(db: Database) -> str:
    """A digest of every table, so that nothing at all can change unseen."""
    digest = sha256()
    tables = sorted(set(db.table_names()) - {"sqlite_sequence"})
    for name in tables:
        for cells in db.execute(f'SELECT * FROM "{name}" ORDER BY 1'):
            digest.update(f"{name}{cells!r}\n".encode())
    return digest.hexdigest()
