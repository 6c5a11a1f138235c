"""The tables of a book, derived from the declared registers."""

from desktop.records.cipher import Database
from desktop.records.columns import COLUMNS
from desktop.records.fields import Kind
from desktop.records.registers import REGISTERS, Register

STAMP = {
    "uid": str,
    "unit": str,
    "device": str,
    "version": int,
    "created_at": str,
    "updated_at": str,
    "retired": str,
}
"""What every row carries beside its fields; ``retired`` is the reason, NULL while it is live."""


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
            (field.name, field.target, "uid") for field in register.fields if field.target
        ],
        strict=True,
    )
    for field in register.fields:
        if field.target:
            table.create_index([field.name])
    table.create_index(["unit", "retired"])
    if _dated(register):
        table.create_index(["retired", register.fields[0].name, "uid"])
    table.enable_fts(["search"], create_triggers=True, tokenize="unicode61")
    db.execute(
        f"INSERT INTO {register.name}_fts({register.name}_fts, rank) VALUES('secure-delete', 1)"
    )


def create_all(db: Database) -> None:
    """Every table of a new book: registers, journal, settings, mailbox."""
    for register in REGISTERS.values():
        create_register(db, register)
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
    _create_mailbox(db)


def _create_mailbox(db: Database) -> None:
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


def _dated(register: Register) -> bool:
    return register.fields[0].kind is Kind.DATE
