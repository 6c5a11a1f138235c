"""The import law: desktop/ui → sync → desktop/records → resources, and never back.

Every import counts: inside a function, under TYPE_CHECKING, or named by a string for importlib.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from importlib.util import resolve_name
from pathlib import Path
from typing import Final

LAYERS: Final = ("resources", "desktop.records", "sync", "desktop.ui")
TOPS: Final = ("desktop", "resources", "sync", "tests", "run")
QT: Final = ("PySide6", "shiboken6")
FLOOR: Final = ("sync.packet", "sync.xlsx", "sync.package", "sync.pki", "sync.merge")
BOOKS: Final = (
    *("desktop.records.book", "desktop.records.store", "desktop.records.vault"),
    *("desktop.records.queries", "desktop.records.settings", "desktop.records.mailbox"),
    *("desktop.records.journal", "desktop.records.schema", "desktop.records.migrations"),
    *("sqlcipher3", "sqlite_utils", "sqlite3"),
)
NETWORK: Final = (
    *("socket", "socketserver", "ssl", "asyncio", "http", "urllib.request", "xmlrpc", "ftplib"),
    *("smtplib", "httpx", "requests", "urllib3", "paramiko", "PySide6.QtNetwork"),
)
LOADERS: Final = ("import_module", "__import__", "run_module", "find_spec")


@dataclass(frozen=True, order=True)
class Import:
    importer: str
    imported: str
    line: int


@dataclass
class House:
    """What a source tree imports: its modules by name, its imports, and what could not be read."""

    root: Path
    modules: dict[str, Path] = field(default_factory=dict)
    imports: list[Import] = field(default_factory=list)
    unreadable: list[Import] = field(default_factory=list)

    def graph(self) -> dict[str, list[Import]]:
        edges: dict[str, list[Import]] = {name: [] for name in self.modules}
        for item in sorted(self.imports):
            edges[item.importer].append(item)
        return edges


def within(module: str, names: Iterable[str]) -> bool:
    return any(module == name or module.startswith(f"{name}.") for name in names)


def layer(module: str) -> int | None:
    return next((rank for rank, name in enumerate(LAYERS) if within(module, [name])), None)


def scan(root: Path) -> House:
    """Reads every module under desktop, resources and sync of `root`; runs none of them."""
    house = House(root)
    for top in ("desktop", "resources", "sync"):
        for file in sorted((root / top).rglob("*.py")):
            parts = file.relative_to(root).with_suffix("").parts
            house.modules[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = file
    for name, file in house.modules.items():
        package = name if file.name == "__init__.py" else name.rpartition(".")[0]
        for node in ast.walk(ast.parse(file.read_text("utf-8"), str(file))):
            for target in targets(node, package, house.modules):
                place = house.imports if target else house.unreadable
                place.append(Import(name, target, getattr(node, "lineno", 0)))
    return house


def targets(node: ast.AST, package: str, modules: Mapping[str, Path]) -> Iterator[str]:
    """The modules this node imports; an empty name for one that only running it would tell."""
    match node:
        case ast.Import(names=names):
            yield from (alias.name for alias in names)
        case ast.ImportFrom(module=module, names=names, level=level):
            above = package.split(".")[: len(package.split(".")) - level + 1] if level else []
            base = ".".join([*above, *([module] if module else [])])
            for alias in names:
                inner = f"{base}.{alias.name}"
                outside = not within(base, TOPS)
                yield inner if outside or inner in modules else base
        case ast.Call(func=ast.Name(id=called) | ast.Attribute(attr=called), args=[name, *_]) if (
            called in LOADERS
        ):
            yield from named(name, package, modules)


def named(name: ast.expr, package: str, modules: Mapping[str, Path]) -> Iterator[str]:
    """The modules a string argument names: one, or all that begin as a formatted string does."""
    match name:
        case ast.Constant(value=str(text)):
            yield resolve_name(text, package)
        case ast.JoinedStr(values=[ast.Constant(value=str(prefix)), *_]):
            yield from [module for module in modules if module.startswith(prefix)] or [""]
        case _:
            yield ""


def breaches(house: House) -> list[str]:
    """One line per breach: where, what, and how to put it right. Empty when the law is kept."""
    return [
        *direction_breaches(house),
        *floor_breaches(house),
        *cycle_breaches(house),
        *(
            f"{where(house, item)} loads a module whose name only running it would tell. "
            "Fix: import it by name, or name its package in the string."
            for item in house.unreadable
        ),
    ]


def where(house: House, item: Import) -> str:
    return f"{house.modules[item.importer].relative_to(house.root)}:{item.line}: {item.importer}"


def direction_breaches(house: House) -> Iterator[str]:
    for item in house.imports:
        here, there = layer(item.importer), layer(item.imported)
        if within(item.imported, QT) and not within(item.importer, ["desktop.ui"]):
            yield (
                f"{where(house, item)} imports {item.imported}, but only desktop/ui knows Qt. "
                "Fix: return plain data and let desktop/ui show it."
            )
        elif within(item.imported, ["tests", "run"]):
            yield (
                f"{where(house, item)} imports {item.imported}, which is not part of the program. "
                "Fix: move what it needs into its own layer."
            )
        elif there is not None and (here is None or here < there):
            yield (
                f"{where(house, item)} imports {item.imported}, against the direction "
                "desktop/ui → sync → desktop/records → resources. Fix: move the shared part down "
                f"to {LAYERS[here or 0]}, or let the upper layer pass it in."
            )


def floor_breaches(house: House) -> Iterator[str]:
    graph = house.graph()
    for start in sorted(name for name in house.modules if within(name, FLOOR)):
        for path in paths(graph, start):
            kind = "a book" if within(path[-1].imported, BOOKS) else "the network"
            route = " → ".join([start, *(item.imported for item in path)])
            yield (
                f"{where(house, path[-1])} brings {kind} to {start}, which is pure: {route}. "
                "Fix: take the data as an argument; sync/send and sync/receive fetch it."
            )


def paths(graph: Mapping[str, list[Import]], start: str) -> Iterator[list[Import]]:
    """The shortest way from `start` to each import of a book or of the network."""
    queue: list[tuple[str, list[Import]]] = [(start, [])]
    seen = {start}
    for module, path in queue:
        for item in graph.get(module, ()):
            if within(item.imported, (*BOOKS, *NETWORK)):
                yield [*path, item]
            elif item.imported not in seen:
                seen.add(item.imported)
                queue.append((item.imported, [*path, item]))


def cycle_breaches(house: House) -> Iterator[str]:
    """Peels off modules that import nothing unpeeled; what stays is in a cycle or above one."""
    uses = {
        name: {item.imported for item in items} & house.modules.keys()
        for name, items in house.graph().items()
    }
    while free := [name for name, used in uses.items() if not used & uses.keys()]:
        for name in free:
            del uses[name]
    if uses:
        chain = [min(uses)]
        while chain[-1] not in chain[:-1]:
            chain.append(min(uses[chain[-1]] & uses.keys()))
        ring = chain[chain.index(chain[-1]) :]
        yield (
            f"import cycle: {' → '.join(ring)}. "
            "Fix: move what both need into a third module below them."
        )
