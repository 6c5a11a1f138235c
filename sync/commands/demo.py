"""``demo``: the whole system once through, told to a person at a terminal."""

import argparse
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.records.language import t
from sync import receive
from sync.commands import common, targets
from sync.commands.common import OK, REFUSED
from sync.commands.tableau import lines
from sync.merge import Status

if TYPE_CHECKING:
    from sync import demo


def add(parsers: common.Parsers) -> None:
    """Add the command."""
    parser = common.add_command(parsers, "demo", _demo, "a practice district, end to end")
    parser.add_argument("folder", type=Path, metavar="DIR")


def _demo(args: argparse.Namespace) -> int:
    from sync import demo  # brings the typesetter, which is slow to load

    outcome = demo.Outcome(args.folder)
    for number, step in enumerate(demo.play(args.folder, outcome)):
        _progress(number, demo.STEPS, step)
    _progress(demo.STEPS, demo.STEPS, t("Xong"))
    common.say("")
    if args.json:
        print(json.dumps(_as_json(outcome), ensure_ascii=False))
    else:
        print("\n".join(_story(outcome)))
    return OK if _as_expected(outcome) else REFUSED


def _story(outcome: "demo.Outcome") -> list[str]:
    story = [t("Các xã đã ghi {n} dòng và ký {m} gói.", n=outcome.saved, m=len(outcome.packets))]
    story += ["", t("Gói bị sửa trên đường gửi:"), *map(_seen, outcome.altered)]
    story += ["", t("Huyện nhận lần thứ nhất:"), *map(_seen, outcome.first)]
    story += ["", t("Huyện nhận lần thứ hai:"), *map(_seen, outcome.second)]
    story += ["", t("Chỉ tiêu của huyện:"), *lines(outcome.results)]
    return [
        *story,
        "",
        t("Mọi thứ nằm trong {folder}", folder=outcome.folder.resolve()),
        t("  các sổ đã mã hóa, mật khẩu: {passphrase}", passphrase=_passphrase()),
        t("  usb/ – các gói đã ký; mở được bằng Excel hoặc LibreOffice"),
        t("  {name} – tờ tổng hợp để trình ký", name=outcome.summary.name),
    ]


def _seen(planned: receive.Planned) -> str:
    mark = {Status.ACCEPTED: "✓", Status.DUPLICATE: "●", Status.REFUSED: "✕"}
    name = planned.sender.name if planned.sender else planned.file.name
    line = f"  {mark.get(planned.status, '!')} {name}: {planned.reason}"
    if planned.status is not Status.ACCEPTED:
        return line
    counts = t(
        "Thêm {added}, sửa {changed}, bỏ {removed}.",
        added=planned.added,
        changed=planned.changed,
        removed=planned.removed,
    )
    return f"{line} {counts}"


def _as_json(outcome: "demo.Outcome") -> dict[str, object]:
    return {
        "folder": str(outcome.folder),
        "rows": outcome.saved,
        "packets": [str(path) for path in outcome.packets],
        "altered": [planned.status.value for planned in outcome.altered],
        "first": [planned.status.value for planned in outcome.first],
        "second": [planned.status.value for planned in outcome.second],
        "targets": [targets.as_json(result) for result in outcome.results],
        "summary": str(outcome.summary),
    }


def _as_expected(outcome: "demo.Outcome") -> bool:
    return (
        all(planned.status is Status.REFUSED for planned in outcome.altered)
        and all(planned.status is Status.ACCEPTED for planned in outcome.first)
        and all(planned.status is Status.DUPLICATE for planned in outcome.second)
    )


def _passphrase() -> str:
    from sync.demo import PASSPHRASE

    return PASSPHRASE


def _progress(done: int, steps: int, step: str) -> None:
    """A bar on a terminal, plain lines elsewhere."""
    if not sys.stderr.isatty():
        common.say(f"[{done}/{steps}] {step}")
        return
    filled = 24 * done // steps
    bar = "█" * filled + "░" * (24 - filled)
    print(f"\r\x1b[K{bar} {done}/{steps} {step}", end="", file=sys.stderr, flush=True)
