"""All attacks on a signed packet: on the file, the package, the signature, and what it covers."""

from tests.sync.package.attacks import coverage, file, package, structure
from tests.sync.package.attacks.catalogue import CATALOGUE, Attack

__all__ = ["CATALOGUE", "Attack", "coverage", "file", "package", "structure"]
