"""``./run bench [F3 …]``: the figures side by side, medians of runs taken by turns.

A bench is not a test: a goal that is missed is shown and changes nothing in the exit code.
"""

from __future__ import annotations

import argparse
import compileall
import json
import sys
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.bench.figures import FIGURES, Figure
from tests.bench.measure import Samples
from tests.bench.workshop import Scale, Workshop

ROOT = Path(__file__).resolve().parents[2]
LARGE = Scale(packets=108, many=1_000_000)


def main(argv: Sequence[str] | None = None) -> int:
    """Measure the figures asked for, all without a name; returns 0."""
    options = _options().parse_args(argv)
    scale = LARGE if options.large else Scale()
    given = {name: getattr(options, name) for name in ("rows", "packets", "many", "rounds")}
    scale = replace(scale, **{name: number for name, number in given.items() if number})
    options.folder.mkdir(parents=True, exist_ok=True)
    _compile()
    with ExitStack() as stack:
        made = TemporaryDirectory(dir=options.folder, ignore_cleanup_errors=True)
        kept = options.folder if options.keep else None
        shop = Workshop(Path(stack.enter_context(made)), scale, kept)
        for id in options.figures or FIGURES:
            samples = FIGURES[id].measure(shop)
            print(as_json(id, samples, scale) if options.json else as_lines(id, samples, scale))
            sys.stdout.flush()
    return 0


def _compile() -> None:
    """Let every process begin from bytecode, as an installed program and the libraries beside it
    do, also where the environment keeps Python from writing any."""
    for folder in ("resources", "desktop", "sync", "tests/bench"):
        compileall.compile_dir(ROOT / folder, quiet=2)


def _options() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="./run bench", description=__doc__)
    parser.add_argument(
        "figures", nargs="*", metavar="FIGURE", type=_known, help=", ".join(FIGURES)
    )
    parser.add_argument("--json", action="store_true", help="one JSON object a line, all samples")
    parser.add_argument("--large", action="store_true", help="a whole province, 1,000,000 rows")
    parser.add_argument("--rows", type=int, help="rows of the ordinary book")
    parser.add_argument("--packets", type=int, help="packets of F4, up to 108")
    parser.add_argument("--many", type=int, help="rows of the large book of F6, F7, F8")
    parser.add_argument("--rounds", type=int, help="runs of each, instead of each figure's own")
    parser.add_argument(
        "--keep", action="store_true", help="leave the books, and take those that lie there"
    )
    parser.add_argument(
        "--folder", type=Path, default=ROOT / "bench-output", help="where the books lie meanwhile"
    )
    return parser


def _known(id: str) -> str:
    if id not in FIGURES:
        raise argparse.ArgumentTypeError(f"no figure {id}")
    return id


def as_lines(id: str, samples: Samples, scale: Scale) -> str:
    """Ratio and goal beside the medians, what was done beside what it is compared with."""
    figure = FIGURES[id]
    work, against = _words(figure, scale)
    ours, theirs = (_amount(number, figure.unit) for number in samples.medians)
    goal = f"≤ {figure.goal:.1f}×" + (" + 8 KB" if figure.allowance else "")
    mark = "✓" if figure.reached(samples) else "✕"
    head = f"{mark} {id:<4}{samples.ratio:>7.2f}×  {goal:<14}"
    indent = " " * len(head)
    lines = [f"{head}{ours:>9}  {work}", f"{indent}{theirs:>9}  {against}"]
    return "\n".join([*lines, *([f"{indent}{'':>9}  {samples.note}"] if samples.note else [])])


def as_json(id: str, samples: Samples, scale: Scale) -> str:
    figure = FIGURES[id]
    work, against = _words(figure, scale)
    ours, theirs = samples.medians
    told = {
        "figure": id,
        "work": work,
        "against": against,
        "ratio": round(samples.ratio, 3),
        "goal": figure.goal,
        "allowance": figure.allowance,
        "reached": figure.reached(samples),
        "unit": figure.unit,
        "median": ours,
        "median_against": theirs,
        "samples": samples.ours,
        "samples_against": samples.theirs,
        "note": samples.note,
    }
    return json.dumps(told, ensure_ascii=False)


def _words(figure: Figure, scale: Scale) -> tuple[str, str]:
    numbers = vars(scale)
    return figure.work.format(**numbers), figure.against.format(**numbers)


def _amount(number: float, unit: str) -> str:
    if unit == "B":
        return f"{number / 1024:.0f} KB" if number < 1 << 20 else f"{number / (1 << 20):.1f} MB"
    return f"{1000 * number:.1f} ms" if number < 1 else f"{number:.2f} s"
