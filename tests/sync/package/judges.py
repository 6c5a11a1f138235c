"""Outside judges of a sealed packet: engines that nobody here wrote. Each says whether it is whole.

XML signature engines do not look into the manifest, so its digests are recomputed here with the
relationships transform by the text of ECMA-376 part 2, apart from the code under test.
"""

import hashlib
import io
import json
import re
import shutil
import subprocess
import tempfile
import zipfile
from base64 import b64decode
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding
from lxml import etree
from signxml.exceptions import InvalidDigest, InvalidSignature
from signxml.verifier import SignatureConfiguration, XMLVerifier

Judge = Callable[[bytes, x509.Certificate], bool]
DS = "{http://www.w3.org/2000/09/xmldsig#}"
RELS = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
SIGNATURE = "_xmlsignatures/sig1.xml"
PATIENCE = 600


def installed() -> tuple[dict[str, Judge], list[str]]:
    """The judges on this machine, and the names of those that are not."""
    everyone: dict[str, tuple[Judge, bool]] = {
        "signxml": (signxml, True),
        "xmlsec1": (xmlsec1, shutil.which("xmlsec1") is not None),
        "LibreOffice": (libreoffice, shutil.which("soffice") is not None and _python() != ""),
    }
    present = {name: judge for name, (judge, there) in everyone.items() if there}
    return present, [name for name in everyone if name not in present]


def signxml(data: bytes, issuer: x509.Certificate) -> bool:
    """signxml: the core signature and its three references; then the manifest."""
    parts = _parts(data)
    tree = etree.fromstring(parts[SIGNATURE])
    certificate = tree.findtext(f".//{DS}X509Certificate", "")
    leaf = x509.load_der_x509_certificate(b64decode(certificate))
    verifier = XMLVerifier()
    verifier.excise_empty_xmlns_declarations = True
    try:
        verified = verifier.verify(
            parts[SIGNATURE],
            x509_cert=leaf.public_bytes(Encoding.PEM).decode(),
            expect_config=SignatureConfiguration(
                require_x509=False, expect_references=3, location="./"
            ),
        )
    except (InvalidDigest, InvalidSignature):
        return False
    return isinstance(verified, list) and len(verified) == 3 and manifest_holds(parts)


def xmlsec1(data: bytes, issuer: x509.Certificate) -> bool:
    """xmlsec1: the core signature, and the certificate against its issuer; then the manifest."""
    parts = _parts(data)
    leaf = re.search(rb"<X509Certificate>([^<]+)", parts[SIGNATURE])
    assert leaf
    start = x509.load_der_x509_certificate(b64decode(leaf[1])).not_valid_before_utc
    with tempfile.TemporaryDirectory() as folder:
        anchor, signature = Path(folder, "anchor.pem"), Path(folder, "sig1.xml")
        anchor.write_bytes(issuer.public_bytes(Encoding.PEM))
        signature.write_bytes(parts[SIGNATURE])
        command = [
            *("xmlsec1", "--verify", "--ignore-manifests", "--trusted-pem", str(anchor)),
            *("--verification-time", f"{start + timedelta(days=1):%Y-%m-%d %H:%M:%S}"),
            *("--id-attr:Id", "http://www.w3.org/2000/09/xmldsig#:Object"),
            *("--id-attr:Id", "http://uri.etsi.org/01903/v1.3.2#:SignedProperties"),
            str(signature),
        ]
        ran = subprocess.run(command, capture_output=True, timeout=PATIENCE, check=False)
    return ran.returncode == 0 and manifest_holds(parts)


def libreoffice(data: bytes, issuer: x509.Certificate) -> bool:
    """LibreOffice: one signature, valid; and the file opens without repair."""
    script = Path(__file__).with_name("libreoffice.py")
    with tempfile.TemporaryDirectory() as folder:
        packet = Path(folder, "packet.xlsx")
        packet.write_bytes(data)
        command = [_python(), str(script), str(Path(folder, "profile")), str(packet)]
        ran = subprocess.run(command, capture_output=True, timeout=PATIENCE, check=True)
    _, valid, sheets = json.loads(ran.stdout)
    return valid == [True] and len(sheets) > 0


def manifest_holds(parts: dict[str, bytes]) -> bool:
    """Whether every part in the manifest has its digest."""
    tree = etree.fromstring(parts[SIGNATURE])
    lines = tree.findall(f".//{DS}Manifest/{DS}Reference")
    for line in lines:
        name = str(line.get("URI")).partition("?")[0].lstrip("/")
        ids = {str(node.get("SourceId")) for node in line.iter("{*}RelationshipReference")}
        content = _transformed(parts[name], ids) if ids else parts[name]
        digest = b64decode(line.findtext(f"{DS}DigestValue", ""))
        if hashlib.sha256(content).digest() != digest:
            return False
    return len(lines) > 0


def _transformed(rels: bytes, ids: set[str]) -> bytes:
    tree = etree.fromstring(rels)
    chosen = sorted(
        (n for n in tree.iter(RELS) if n.get("Id") in ids), key=lambda n: n.get("Id", "")
    )
    for node in list(tree):
        tree.remove(node)
    for node in sorted(chosen, key=lambda node: node.get("Id", "")):
        node.set("TargetMode", node.get("TargetMode", "Internal"))
        node.text = node.tail = None
        tree.append(node)
    tree.text = None
    return etree.tostring(tree, method="c14n")


def _parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def _python() -> str:
    """A Python that can talk to LibreOffice; "" without one."""
    for candidate in ("/usr/bin/python3", "/usr/lib/libreoffice/program/python"):
        if Path(candidate).exists():
            ran = subprocess.run([candidate, "-c", "import uno"], capture_output=True, check=False)
            if ran.returncode == 0:
                return candidate
    return ""
