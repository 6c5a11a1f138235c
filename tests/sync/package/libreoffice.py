"""Run by the Python that LibreOffice brings: opens packets and says what it thinks of their seal.

Arguments: a profile folder, then files. Prints one JSON line per file: its path, whether each
signature is valid, and the names of the sheets after opening without repair.
"""

import json
import os
import signal
import subprocess
import sys
import time
import uuid
from contextlib import suppress
from typing import Any

import uno  # type: ignore[import-not-found]
from com.sun.star.beans import PropertyValue  # type: ignore[import-not-found]
from com.sun.star.connection import NoConnectException  # type: ignore[import-not-found]

READ = 1
PATIENCE = 240


def option(name: str, value: object) -> Any:
    made = PropertyValue()
    made.Name, made.Value = name, value
    return made


def connect(pipe: str) -> Any:
    """The component context of the office that listens at `pipe`."""
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext(
        "com.sun.star.bridge.UnoUrlResolver", local
    )
    for _ in range(PATIENCE * 4):
        try:
            return resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
        except NoConnectException:
            time.sleep(0.25)
    raise TimeoutError("LibreOffice did not start")


def judge(context: Any, path: str) -> tuple[list[bool], list[str]]:
    """Whether each signature in the file is valid, and its sheets."""
    make = context.ServiceManager.createInstanceWithContext
    url = uno.systemPathToFileUrl(path)
    formats = uno.Any("[]com.sun.star.beans.PropertyValue", (option("StorageFormat", "ZipFormat"),))
    storages = make("com.sun.star.embed.StorageFactory", context)
    storage = uno.invoke(storages, "createInstanceWithArguments", ((url, READ, formats),))
    signatures = make("com.sun.star.security.DocumentDigitalSignatures", context)
    found = signatures.verifyDocumentContentSignatures(storage, None)
    desktop = make("com.sun.star.frame.Desktop", context)
    options = (option("Hidden", True), option("RepairPackage", False))
    document = desktop.loadComponentFromURL(url, "_blank", 0, options)
    sheets = list(document.Sheets.ElementNames)
    document.close(True)
    return [bool(one.SignatureIsValid) for one in found], sheets


def main(profile: str, paths: list[str]) -> None:
    pipe = f"soban{uuid.uuid4().hex}"
    office = subprocess.Popen(
        [
            "soffice",
            "--headless",
            "--norestore",
            f"-env:UserInstallation={uno.systemPathToFileUrl(profile)}",
            f"--accept=pipe,name={pipe};urp;",
        ],
        start_new_session=True,
    )
    try:
        context = connect(pipe)
        for path in paths:
            print(json.dumps([path, *judge(context, path)]), flush=True)
        desktop = context.ServiceManager.createInstanceWithContext(
            "com.sun.star.frame.Desktop", context
        )
        desktop.terminate()
        office.wait(PATIENCE)
    finally:
        with suppress(ProcessLookupError):
            os.killpg(office.pid, signal.SIGKILL)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2:])
