"""All attacks on a signed packet: on the file, the package, the signature, and what it covers."""

from tests.sync.attacks import coverage, file, package, structure
from tests.sync.attacks.catalogue import CATALOGUE, Attack

__all__ = ["CATALOGUE", "Attack", "coverage", "file", "package", "structure"]
