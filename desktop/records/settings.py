"""What the office has set, and its keys: text by name, inside the encrypted book."""

from desktop.records.cipher import Database, translated


class Settings:
    """The settings of one book."""

    def __init__(self, db: Database) -> None:
        self._db = db

    @translated()
    def get(self, name: str) -> str | None:
        """The value last put under ``name``, None when there is none."""
        found = self._db.execute("SELECT value FROM settings WHERE name = ?", [name]).fetchone()
        return found[0] if found else None

    def put(self, **values: str | None) -> None:
        """Keep all ``values`` durably in one transaction; None forgets the name."""
        with translated(), self._db.atomic():
            for name, value in values.items():
                if value is None:
                    self._db.execute("DELETE FROM settings WHERE name = ?", [name])
                else:
                    self._db.table("settings").upsert({"name": name, "value": value}, pk="name")
