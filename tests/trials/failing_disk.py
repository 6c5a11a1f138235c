"""R4 on a disk that fails: ``python -m tests.trials.failing_disk BOOK [careless]`` saves rows and
prints the uid of each when it is done, until the disk refuses; then the name of the error."""

import sys
from pathlib import Path

from desktop.records.book import Book
from desktop.records.errors import SobanError
from desktop.records.identifiers import new_uid
from tests import rows
from tests.district import NOW, PASSPHRASE, record


def main(folder: str, *careless: str) -> None:
    print("ready", flush=True)
    try:
        with Book.open(Path(folder), PASSPHRASE) as book:
            for _ in range(40):
                uid = new_uid(NOW)
                try:
                    record(book, "outreach", rows.outreach(uid=uid), now=NOW)
                except SobanError:
                    if not careless:
                        raise
                print(uid, flush=True)
    except SobanError as error:
        print(type(error).__name__, flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
