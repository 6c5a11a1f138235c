"""The catalogue of attacks on a signed packet, one or more for every rule of the checklist.

Each names the rule that has to refuse it. `alone` says that no other rule would: with that one
switched off the packet gets through. Where the forger "signs", he is a true sender who wants the
receiving office to see something else than what other programs show, or to import what is hidden.
"""

from collections.abc import Callable
from dataclasses import dataclass

from tests.sync.package.forge import Forgery

Build = Callable[[Forgery], bytes | None]


@dataclass(frozen=True)
class Attack:
    """One way to bend a packet: the rule that refuses it, and how to make it."""

    name: str
    rule: str
    alone: bool
    build: Build

    def data(self) -> bytes:
        """The bent packet."""
        forgery = Forgery()
        built = self.build(forgery)
        return forgery.zip() if built is None else built


CATALOGUE: list[Attack] = []


def attack(rule: str, alone: bool = True) -> Callable[[Build], Build]:
    """Enter a function into the catalogue under its name."""

    def enter(build: Build) -> Build:
        CATALOGUE.append(Attack(build.__name__, rule, alone, build))
        return build

    return enter
