"""A register that no line of the program knows, declared before the program is imported.

Run as ``python -m tests.journey.invented DISTRICT``, on a copy of a district that was founded
without it. Each step says its name when it is done; a step that fails ends the process.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from desktop.records import lists, registers
from desktop.records.fields import Field, Kind
from desktop.records.registers.declaration import ALL_TIERS, Register, Travels

if TYPE_CHECKING:
    from tests.district import District

KITES: Final = Register(
    name="kites",
    vi="Thả diều",
    en="Kite flying",
    heading="II.1",
    tiers=ALL_TIERS,
    travels=Travels.ROWS,
    caption=("day", "kind"),
    columns=("day", "kind", "group", "place"),
    distinct=("day", "kind"),
    fields=(
        Field("day", Kind.DATE, "Ngày thả", "Day flown", required=True),
        Field("kind", Kind.CODE, "Loại diều", "Kind of kite", required=True, lists=("kite",)),
        Field("group", Kind.CODES, "Nhóm diều", "Kites of the group", lists=("kite", "tier")),
        Field("began", Kind.MOMENT, "Bắt đầu lúc", "Began at"),
        Field("landed", Kind.MOMENT, "Hạ lúc", "Landed at", not_before="began"),
        Field("month", Kind.MONTH, "Tháng lễ hội", "Festival month"),
        Field("order", Kind.YEAR, "Năm của giải", "Year of the prize"),
        Field("string", Kind.COUNT, "Mét dây", "Metres of string", required=True),
        Field("price", Kind.MONEY, "Giá (đồng)", "Price (đồng)", seldom_above="prize"),
        Field("prize", Kind.MONEY, "Giải (đồng)", "Prize (đồng)"),
        Field("windy", Kind.YES_NO, "Có gió", "Windy"),
        Field("place", Kind.REFERENCE, "Nơi thả", "Place", target="sites", anywhere=True),
        Field("talk", Kind.REFERENCE, "Buổi kèm theo", "Talk with it", target="outreach"),
        Field("code", Kind.CASE, "Mã diều", "Kite code"),
        Field("note", Kind.TEXT, "Lời kể", "Tale"),
    ),
)
FLIGHT: Final[dict[str, object]] = {
    "day": "5/3/2024",
    "kind": "Con rồng",
    "group": "Con chim; Cấp xã",
    "began": "16h30 ngày 5/3/2024",
    "landed": "17:05 5/3/2024",
    "month": "03/2024",
    "order": 2024,
    "string": "1.200",
    "price": "150.000",
    "windy": "có",
    "note": "Gió to ở Nà Phầy",
}


def declare() -> None:
    """Add the register and its list, as a line of ``registers`` and of the lists would."""
    assert not [name for name in sys.modules if name.startswith(("sync", "desktop.ui"))]
    registers.REGISTERS[KITES.name] = KITES
    registers.TRAVELLING = (*registers.TRAVELLING, KITES)
    kinds = (("RONG", "Con rồng", "Dragon"), ("CHIM", "Con chim", "Bird"))
    lists._all()["kite"] = tuple(lists.Code(code, vi, en, "tự đặt") for code, vi, en in kinds)


def recorded(district: District) -> None:
    """A row is typed, told when it resembles another, found, changed, looked back on, undone."""
    from desktop.records import history, queries, store, undo
    from desktop.records.queries import Wanted
    from tests import rows
    from tests.district import NOW, record

    with district.communes[0].open() as book:
        (place,) = record(book, "sites", rows.site(name="Đồi Khau Vai"))
        (talk,) = record(book, "outreach", rows.outreach())
        (uid,) = record(book, "kites", FLIGHT | {"place": place, "talk": talk})
        for words in ("na phay", "con rong", "khau vai", "1200", "5/3"):
            assert queries.count(book.db, KITES, Wanted(words)) == 1, words
        row = queries.get(book.db, KITES, uid) or {}
        assert (row["group"], row["landed"]) == (["CHIM", "C"], "2024-03-05T17:05")
        again = {name: row[name] for name in ("day", "kind", "string")}
        problems = store.check(book, KITES, again | {"began": "2024-03-05T18:00"}, now=NOW)
        assert [(p.field, p.warning) for p in problems] == [("day", True)]
        store.save(book, KITES, row | {"string": 900, "note": "Nà Coóc"}, now=NOW)
        (changed, _) = history.of(book.db, KITES, uid)
        told = {field.name for field, _, _ in history.differences(KITES, changed)}
        assert told == {"string", "note"}
        undo.undo(book, now=NOW)
        back = queries.get(book.db, KITES, uid) or {}
        assert {name: back[name] for name in FLIGHT} == {name: row[name] for name in FLIGHT}
        assert queries.page(book.db, KITES, order="order", descending=True) == [back]


def commanded(district: District) -> None:
    """The commands take and give its rows; a new book has it from the start."""
    commune = district.communes[1]
    file = district.folder / "kites.jsonl"
    file.write_text(json.dumps(FLIGHT), encoding="utf-8")
    assert commune.run("record", "kites", file).json["saved"] == 1
    (row,) = commune.run("rows", "kites", "--year", "2024").lines
    assert (row["group"], row["began"], row["windy"]) == (["CHIM", "C"], "2024-03-05T16:30", True)
    assert commune.run("rows", "kites", "--year", "2023").lines == []


def sent(district: District) -> None:
    """Its rows reach the district in a signed packet, every value as it was.

    The packet is opened here: the confined child would not know the register.
    """
    from desktop.records import queries
    from desktop.records.queries import Wanted
    from sync import receive
    from sync.enrolment.keyring import trust_of
    from sync.sandbox import examine
    from tests.district import NOW

    published()
    commune, office = district.communes[0], district.office
    packet = commune.export()
    with commune.open() as book:
        (own,) = queries.rows(book.db, KITES)
    with office.open() as book:
        opened = examine(packet.read_bytes(), trust_of(book), NOW)
        assert opened.packet and opened.verdict.sender, opened.verdict
        sealed = packet, packet.read_bytes(), opened.verdict.sender, opened.packet
        planned = receive.weigh(book, receive.Verified(*sealed), now=NOW)
        assert (planned.status, planned.added) == ("accepted", 3), planned.reason
        receive.apply(book, planned, now=NOW)
        (held,) = queries.rows(book.db, KITES)
        assert held == own
        assert queries.count(book.db, KITES, Wanted("khau vai na phay")) == 1


def published() -> None:
    """This program has one more wording, which has the register in it."""
    import pytest

    from sync.xlsx import drafting, wording

    made = wording.of(drafting.draft(wording.newest().number + 1))
    known = {**wording.known(), made.number: made}
    pytest.MonkeyPatch().setattr(wording, "known", lambda: known)


def shown(district: District) -> None:
    """Its list and its form stand in the window, in the language in use."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from PySide6.QtWidgets import QApplication

    from desktop.records import language
    from desktop.ui.app import dress
    from desktop.ui.desk import Desk
    from desktop.ui.jobs import Jobs
    from desktop.ui.look.problems import Banner
    from desktop.ui.pages.register import RegisterPage
    from desktop.ui.screens import screens
    from tests.district import NOW
    from tests.ui.hands import said

    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    dress(app, "light")
    jobs = Jobs()

    def settle() -> None:
        app.processEvents()
        while jobs.busy:
            app.processEvents()
        app.processEvents()

    with district.communes[0].open() as book:
        desk = Desk(book, jobs, lambda: NOW)
        for tongue, label, title in (("vi", "vi", "Thả diều"), ("en", "en", "Kite flying")):
            language.use(tongue)
            assert screens(book.office)["kites"].words() == title
            page = RegisterPage(desk, KITES, Banner())
            page.show()
            page.refresh()
            settle()
            assert page.rows.rowCount() == 1
            page.new()
            settle()
            words = "\n".join(said(page))
            assert title in words
            assert not [f.name for f in KITES.fields if getattr(f, label) not in words]
            page.deleteLater()
            settle()
        jobs.wait()


STEPS: Final[dict[str, Callable[[Any], None]]] = {
    step.__name__: step for step in (recorded, commanded, sent, shown)
}

if __name__ == "__main__":
    declare()
    from tests.district import District

    for name, step in STEPS.items():
        step(District(Path(sys.argv[1])))
        print(name, flush=True)
