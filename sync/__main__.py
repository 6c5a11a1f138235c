"""``python -m sync``: the record and its packets without a window.

Exit code 0 when all is well, 1 when something was refused, 2 when the command was not understood.
"""

import argparse
import json
import logging
import sys
from functools import cache
from multiprocessing import freeze_support

from desktop.records.because import because
from desktop.records.errors import SobanError
from desktop.records.language import t
from sync.commands import (
    changes,
    channel,
    demo,
    handing,
    office,
    packets,
    receipts,
    rows,
    safety,
    sheets,
    targets,
)
from sync.commands.common import REFUSED, CommandLine, say

MODULES = (
    office,
    safety,
    rows,
    changes,
    packets,
    receipts,
    handing,
    channel,
    targets,
    sheets,
    demo,
)
"""Where the commands are, in the order in which the help names them."""


def main(arguments: list[str] | None = None) -> int:
    """Run one command; returns its exit code. No error ends in a traceback."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    args = parser().parse_args(arguments)
    try:
        return int(args.run(args))
    except SobanError as error:
        return _failed(args, str(error))
    except KeyboardInterrupt:
        return _failed(args, t("Đã dừng theo yêu cầu. Những gì đã báo “Đã lưu” vẫn còn."))
    except BrokenPipeError:
        return REFUSED
    except OSError as error:
        why = because(error)
        return _failed(args, t("Máy báo lỗi tệp: {why}. Dữ liệu đã lưu còn nguyên.", why=why))
    except Exception as error:
        logging.getLogger("soban").debug("unexpected", exc_info=error)
        words = t(
            "Chương trình gặp lỗi ngoài dự tính ({kind}). Dữ liệu đã lưu còn nguyên.",
            kind=type(error).__name__,
        )
        return _failed(args, words)


def _failed(args: argparse.Namespace, words: str) -> int:
    """Say what stopped the command; whoever reads JSON gets it as ``{"error": …}`` as well."""
    say(words)
    if args.json:
        print(json.dumps({"error": words}, ensure_ascii=False))
    return REFUSED


@cache
def parser() -> argparse.ArgumentParser:
    """The whole command line."""
    top = CommandLine(
        prog="soban-sync",
        description="The record and its packets without a window.",
        epilog="Exit code 0: all is well; 1: something was refused; 2: not understood.",
    )
    parsers = top.add_subparsers(metavar="COMMAND", required=True)
    for module in MODULES:
        module.add(parsers)
    return top


if __name__ == "__main__":
    freeze_support()
    sys.exit(main())
