"""N3: a commune and its district who can reach nobody, and what they get done all the same.

`python -m tests.trials.islanders DISTRICT STICK PORT` takes the whole journey by commands alone,
with every attempt to use a network forbidden, and says in JSON what came of it. PORT is that of a
server outside, which it tries to reach first: it must fail.
"""

import json
import socket
import sys
from pathlib import Path

from tests import rows
from tests.district import NOW, District

_FORBIDDEN = ("socket.connect", "socket.getaddrinfo", "socket.gethostbyname", "socket.sendto")


def forbid() -> list[str]:
    """From now on no socket of this process reaches anything; returns what was tried since."""
    tried: list[str] = []

    def watch(event: str, arguments: tuple[object, ...]) -> None:
        if event in _FORBIDDEN:
            tried.append(event)
            raise OSError(f"{event} is forbidden here")

    sys.addaudithook(watch)
    return tried


def reach(port: int) -> str:
    """How far one gets towards a server outside: `reached`, or the error's name."""
    try:
        socket.create_connection(("127.0.0.1", port), timeout=2).close()
    except OSError as error:
        return type(error).__name__
    return "reached"


def journey(district: District, stick: Path) -> dict[str, object]:
    """From rows to the targets at the district and back to the commune's receipt."""
    commune, office = district.communes[0], district.office
    commune.record("outreach", rows.outreach(), rows.outreach())
    commune.record("models", rows.model())
    told = {
        "set": [each.run("channel", stick).code for each in (commune, office)],
        "push": [line["state"] for line in commune.run("push", "--export").lines],
        "pull": [line["state"] for line in office.run("pull").lines],
        "back": [line["state"] for line in commune.run("push").lines],
        "receipt": commune.run("receipts").lines[0]["state"],
        "rows": len(office.run("rows", "outreach").lines),
        "targets": office.run("targets", "--as-of", "2024-12-31").code,
        "check": office.run("check").code,
        "now": NOW.isoformat(),
    }
    return dict(told)


def main(folder: str, stick: str, port: str) -> None:
    outside = reach(int(port))
    tried = forbid()
    blocked = reach(int(port))
    del tried[:]
    told = journey(District(Path(folder)), Path(stick))
    print(json.dumps(told | {"outside": outside, "blocked": blocked, "tried": tried}))


if __name__ == "__main__":
    main(*sys.argv[1:])
