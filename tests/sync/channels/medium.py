"""A small disk of its own (tmpfs in a mount namespace): what a channel says when it is full,
read-only, or taken away. `python -m tests.sync.channels.medium FOLDER` prints it in JSON."""

import json
import os
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

from sync.channels import names
from sync.channels.account import Account
from sync.channels.problems import ChannelError
from sync.channels.schemes import open_channel
from sync.channels.watch import Progress, Watch


def put(account: Account, content: bytes, watch: Watch | None = None) -> str:
    """`delivered`, or the problem."""
    name = names.packet("01864", "ab12cd34ab12cd34", 1, sha256(content).hexdigest())
    try:
        with open_channel(account) as channel:
            channel.put(name, content, watch or Watch())
            return "delivered" if channel.get(name) == content else "other"
    except ChannelError as error:
        return error.problem.value


def mount(*words: str) -> None:
    subprocess.run(["mount", *words], check=True, capture_output=True)


def main(folder: str) -> None:
    mount("-t", "tmpfs", "-o", "size=256k", "tmpfs", folder)
    account = Account(folder, "1111aaaa", abilities={"mount": folder})
    small, large = os.urandom(50_000), os.urandom(400_000)
    told = {"small": put(account, small), "large": put(account, large)}
    told["left"] = ",".join(sorted(p.suffix for p in Path(folder).rglob("*") if p.is_file()))
    mount("-o", "remount,ro", folder)
    told["read_only"] = put(account, os.urandom(10_000))
    mount("-o", "remount,rw", folder)

    def pull_out(progress: Progress) -> None:
        if progress.done == 0:
            subprocess.run(["umount", "--lazy", folder], check=True)

    told["unplugged"] = put(account, os.urandom(100_000), Watch(progress=pull_out))
    told["gone"] = put(account, small)
    told["beneath"] = ",".join(os.listdir(folder))  # noqa: PTH208
    print(json.dumps(told))


if __name__ == "__main__":
    main(sys.argv[1])
