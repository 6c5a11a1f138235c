"""Small real packets for the tests of the package, signed with real keys as an office does."""

import io
import zipfile
from base64 import b64encode
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache

import openpyxl
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from cryptography.hazmat.primitives.serialization import Encoding
from openpyxl.worksheet.table import Table

from desktop.records import units
from sync.package import container
from sync.package.seal import seal
from sync.pki.certificates import Authority, Request, issue, make_key, self_root
from sync.pki.profile import Subject
from sync.pki.trust import Trust

NOW = datetime(2024, 7, 1, 8, 30, tzinfo=UTC)


@dataclass(frozen=True)
class Device:
    """A commune's device: its key, its certificate and the office that issued it."""

    key: RSAPrivateKey
    certificate: x509.Certificate
    office: Authority

    def seal(self, parts: Mapping[str, bytes], signed_at: datetime = NOW) -> dict[str, bytes]:
        """The signed package of `parts`."""
        return seal(parts, self.key, self.certificate, self.office.certificate, signed_at)


@cache
def district(code: str) -> Authority:
    """A district that is its own root."""
    return self_root(units.find("2021", code), make_key(), NOW - timedelta(days=30))


@cache
def device(code: str = "01858", district_code: str = "060") -> Device:
    """A device of a commune, certified by its district."""
    key, office = make_key(), district(district_code)
    request = Request(Subject(units.find("2021", code), "device-1"), key.public_key())
    return Device(key, issue(request, office, NOW - timedelta(days=20)), office)


@cache
def twin() -> x509.Certificate:
    """Another commune's genuine certificate for the first device's key."""
    return _certify("01876")


@cache
def renewed() -> x509.Certificate:
    """A second genuine certificate of the first device for the same key."""
    return _certify("01858")


def _certify(code: str) -> x509.Certificate:
    subject = Subject(units.find("2021", code), "device-1")
    request = Request(subject, device().key.public_key())
    return issue(request, device().office, NOW - timedelta(days=10))


def der64(certificate: x509.Certificate) -> str:
    """A certificate as the signature part spells it."""
    return b64encode(certificate.public_bytes(Encoding.DER)).decode()


def trust() -> Trust:
    """What the receiving district believes."""
    return Trust((device().office.certificate,))


@cache
def workbook() -> dict[str, bytes]:
    """The parts of a small real workbook: two sheets, one with a table."""
    book = openpyxl.Workbook()
    summary = book.active
    assert summary is not None
    summary.title = "Tóm tắt"
    summary.append(["Ngày", "Số lượt"])
    summary.append([datetime(2024, 3, 5), 120])
    summary.append([datetime(2024, 3, 6), 80])
    summary.add_table(Table(displayName="outreach", ref="A1:B3"))
    book.create_sheet("Mô hình").append(["Câu lạc bộ & nhóm <A>", "hội trường"])
    buffer = io.BytesIO()
    book.save(buffer)
    with zipfile.ZipFile(buffer) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


@cache
def package() -> dict[str, bytes]:
    """The parts of the signed package."""
    return device().seal(workbook())


@cache
def packet() -> bytes:
    """The signed packet as a file."""
    return container.pack(package())
