"""A district and one of its communes, and what passes between them."""

from datetime import datetime
from typing import Any

from desktop.records.book import Book
from desktop.records.mailbox import remarks
from desktop.records.mailbox.remarks import Remark
from desktop.records.registers import REGISTERS
from sync import outbox, receipts, receive, send
from sync.enrolment.keyring import Identity, authority_of, trust_of
from sync.merge import Status
from sync.outbox import State
from sync.package import container, seal
from sync.pki.certificates import Request, issue, make_key
from sync.pki.profile import Subject
from sync.receipt import Receipt
from sync.sandbox import Sandbox
from sync.xlsx import receipt_writer
from tests import rows
from tests.district import NOW, District, record

OUTREACH = REGISTERS["outreach"]


class Post:
    """A district and its first commune, with what passes between them."""

    def __init__(self, district: District, office: Book, commune: Book, sandbox: Sandbox) -> None:
        self.district, self.office, self.commune = district, office, commune
        self.sandbox = sandbox

    def export(self, **changes: Any) -> bytes:
        """The commune's next packet, after some work."""
        record(self.commune, "outreach", rows.outreach(**changes))
        return send.export(self.commune, now=NOW).path.read_bytes()

    def take(self, *packets: bytes, decide: bool = False) -> list[Status]:
        """What becomes of packets at the district."""
        folder = self.district.folder / "post"
        folder.mkdir(exist_ok=True)
        found = []
        for packet in packets:
            file = folder / "packet.xlsx"
            file.write_bytes(packet)
            (plan,) = receive.plan(self.office, [file], now=NOW, sandbox=self.sandbox)
            found.append(receive.apply(self.office, plan, now=NOW, accept_fork=decide).status)
        return found

    def write(self) -> bytes:
        """The one receipt that is owed."""
        (written,) = receipts.write_owed(self.office, now=NOW)
        return written.content

    def read(self, content: bytes, now: datetime = NOW) -> receipts.Applied:
        return receipts.read(self.commune, content, now=now, sandbox=self.sandbox)

    def opened(self, content: bytes) -> Receipt:
        found = self.sandbox.open(content, trust_of(self.commune), NOW).receipt
        assert found is not None
        return found

    def states(self) -> list[State]:
        """Of the commune's packets, oldest first."""
        return [item.state for item in reversed(outbox.states(self.commune))]

    def remark(self, reason: str = "Sai") -> Remark:
        """Give the first of the commune's events that the district holds back."""
        return remarks.remark(self.office, OUTREACH, self.events()[0], reason, now=NOW)

    def events(self) -> list[str]:
        """The commune's events that the district holds."""
        query = "SELECT uid FROM outreach WHERE unit = '01864' AND retired IS NULL ORDER BY uid"
        return [uid for (uid,) in self.office.db.execute(query)]


def seal_with(receipt: Receipt, identity: Identity) -> bytes:
    """Any receipt, honest or not, under the real seal of a device."""
    return container.pack(seal.seal(receipt_writer.write(receipt), *identity, NOW))


def second_computer(office: Book) -> Identity:
    """Another device of an office, certified by it: its name is “second”."""
    key, authority = make_key(), authority_of(office)
    request = Request(Subject(office.office, "second"), key.public_key())
    return Identity(key, issue(request, authority, NOW), authority.certificate)
