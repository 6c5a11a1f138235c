"""The tables of a book, derived from the declared registers."""

import json

from desktop.records import shown
from desktop.records.cipher import Database
from desktop.records.columns import COLUMNS, STAMP, quoted
from desktop.records.errors import BookTooNew
from desktop.records.fields import Field
from desktop.records.language import t
from desktop.records.registers import REGISTERS, Register
from desktop.records.settings import Settings

_DECLARED = "registers"
"""The setting that tells which registers and fields the tables of a book have."""


def create_register(db: Database, register: Register) -> None:
    """The register's table with its search index (folded words, FTS5)."""
    table = db.table(register.name)
    table.create(
        STAMP
        | {field.name: COLUMNS[field.kind].type for field in register.fields}
        | {"search": str},
        pk="uid",
        not_null={"unit", "device", "version", "created_at", "updated_at", "search"}
        | {field.name for field in register.fields if field.required},
        foreign_keys=[
            (field.name, field.target, "uid")
            for field in register.fields
            if field.target and not field.anywhere
        ],
        strict=True,
    )
    for field in register.fields:
        _index_reference(db, register, field)
    table.create_index(["unit", "retired"])
    _create_index_of_words(db, register)


def _create_index_of_words(db: Database, register: Register) -> None:
    table = db.table(register.name)
    table.enable_fts(["search"], create_triggers=True, tokenize="unicode61")
    db.execute(
        f"INSERT INTO {register.name}_fts({register.name}_fts, rank) VALUES('secure-delete', 1)"
    )


def reconcile(db: Database) -> None:
    """Give the book every declared register, field and index of a list that it does not have yet.

    The caller holds the transaction. Raises BookTooNew when the book has one that is not declared.
    """
    _reconcile_registers(db)
    for register in REGISTERS.values():
        _index_list(db, register)
    db.execute(
        "CREATE INDEX IF NOT EXISTS journal_exports ON journal(number) WHERE action = 'export'"
    )


def _index_list(db: Database, register: Register) -> None:
    """See that the index of the register's list is as ``shown`` wants it."""
    name, wanted = shown.index_name(register), shown.index_columns(register)
    if [column for _, _, column in db.execute(f"PRAGMA index_info({name})")] == wanted:
        return
    db.execute(f"DROP INDEX IF EXISTS {name}")
    for index in db.table(register.name).indexes:
        if index.name.startswith(f"idx_{register.name}_retired_"):
            db.execute(f"DROP INDEX {quoted(index.name)}")
    names = ", ".join(map(quoted, wanted))
    db.execute(f"CREATE INDEX {name} ON {register.name}({names})")


def _reconcile_registers(db: Database) -> None:
    known = Settings(db).get(_DECLARED)
    if known == _declared():
        return
    for name, fields in json.loads(known or "{}").items():
        if name not in REGISTERS or not set(fields) <= {f.name for f in REGISTERS[name].fields}:
            raise too_new()
    for register in REGISTERS.values():
        table = db.table(register.name)
        if not table.exists():
            create_register(db, register)
            continue
        held = table.columns_dict
        for field in register.fields:
            if field.name not in held:
                _add_column(db, register, field)
    Settings(db).put(**{_DECLARED: _declared()})


def _add_column(db: Database, register: Register, field: Field) -> None:
    if field.target and not field.anywhere:
        db.execute(
            f"ALTER TABLE {register.name} ADD COLUMN {quoted(field.name)} TEXT"
            f" REFERENCES {field.target}(uid)"
        )
    else:
        db.table(register.name).add_column(field.name, COLUMNS[field.kind].type)
    _index_reference(db, register, field)


def rebuild(db: Database, register: Register) -> None:
    """Make a register's table anew, as it is declared now, with the rows it holds."""
    held = [*STAMP, *(column for column in db.table(register.name).columns_dict)]
    names = ", ".join(dict.fromkeys(map(quoted, held)))
    db.execute(f"CREATE TEMP TABLE kept AS SELECT {names} FROM {register.name}")
    db.table(f"{register.name}_fts").drop()
    db.table(register.name).drop()
    create_register(db, register)
    db.execute(f"INSERT INTO {register.name}({names}) SELECT {names} FROM kept")
    db.execute("DROP TABLE kept")


def too_new() -> BookTooNew:
    """The book was written by a program that knows more than this one."""
    return BookTooNew(
        t("Sổ này được ghi bằng bản chương trình mới hơn. Hãy cài bản mới rồi mở lại.")
    )


def _declared() -> str:
    return json.dumps({r.name: [field.name for field in r.fields] for r in REGISTERS.values()})


def _index_reference(db: Database, register: Register, field: Field) -> None:
    if field.target:
        db.table(register.name).create_index([field.name])


def create_journal(db: Database) -> None:
    """The journal as the first edition had it, and the settings."""
    db.table("journal").create(
        {
            "number": int,
            "at": str,
            "device": str,
            "action": str,
            "register": str,
            "uid": str,
            "version": int,
            "before": str,
            "after": str,
            "previous": str,
            "digest": str,
        },
        pk="number",
        not_null={"at", "device", "action", "previous", "digest"},
    )
    db.table("settings").create({"name": str, "value": str}, pk="name", not_null={"value"})


def create_mailbox(db: Database) -> None:
    """What was sent and what came in, as the first edition had it."""
    db.table("sent").create(
        {
            "sha256": str,
            "epoch": str,
            "sequence": int,
            "period": str,
            "created_at": str,
            "file": str,
            "rows": int,
            "packet": bytes,
        },
        pk="sha256",
        not_null={"epoch", "sequence", "period", "created_at", "file", "rows"},
    )
    db.table("received").create(
        {
            "number": int,
            "sha256": str,
            "file": str,
            "status": str,
            "reason": str,
            "unit": str,
            "device": str,
            "epoch": str,
            "sequence": int,
            "period": str,
            "received_at": str,
            "added": int,
            "changed": int,
            "removed": int,
        },
        pk="number",
        not_null={"sha256", "file", "status", "received_at"},
    )
    db.table("received").create_index(["sha256"])
    db.table("received").create_index(["unit", "status"])
