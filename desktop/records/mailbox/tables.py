"""The tables of receipts and remarks, as the book's migrations create them."""

from desktop.records.cipher import Database

_REMARK = {
    "register": str,
    "uid": str,
    "version": int,
    "caption": str,
    "reason": str,
    "at": str,
}
_NUMBERED = {"number": int}


def create_receipts(db: Database) -> None:
    """Receipts written and read, what they tell and cover, remarks given and got."""
    written: dict[str, type] = {"unit": str, "device": str, "epoch": str, "before": str}
    written |= {"sequence": int, "file_name": str}
    written |= {"sha256": str, "created_at": str, "upto": int, "facts": str, "content": bytes}
    _create(db, "receipts_written", written, ("unit", "device"))
    read: dict[str, type] = {"sha256": str, "office": str, "signer": str, "epoch": str}
    read |= {"before": str, "sequence": int}
    read |= {"created_at": str, "read_at": str, "held": str, "strangers": int}
    _create(db, "receipts_read", _NUMBERED | read, "number")
    told: dict[str, type] = {"sha256": str, "state": str, "reason": str, "at": str}
    told |= {"added": int, "changed": int, "removed": int, "signer": str}
    _create(db, "told", told, ("sha256", "signer"))
    covers: dict[str, type] = {"unit": str, "device": str, "epoch": str, "sequence": int}
    covers |= {"sha256": str, "signer": str}
    _create(db, "covers", covers, ("signer", "unit", "device"))
    _create(db, "remarks", _NUMBERED | _REMARK | {"unit": str}, "number")
    got: dict[str, type] = _REMARK | {"signer": str, "seen": int}
    _create(db, "returned", got, ("signer", "register", "uid"))


def _create(db: Database, name: str, columns: dict[str, type], key: str | tuple[str, ...]) -> None:
    db.table(name).create(columns, pk=key, not_null=set(columns) - {"number"}, strict=True)
