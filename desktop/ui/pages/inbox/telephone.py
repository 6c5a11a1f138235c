"""Comparing a packet over the telephone: type the code the other side reads, hear what it is of."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QLineEdit

from desktop.records import units
from desktop.records.language import t
from desktop.ui.desk import Desk
from desktop.ui.jobs import Ok, Outcome
from desktop.ui.look.widgets import Panel, button, label, line, restyle
from desktop.ui.pages.inbox.wording import moment, name_of, status_words
from sync.confirming import Heard, heard
from sync.merge import Status
from sync.receive import Planned


class Telephone(Panel):
    """``plans`` are the packets that are being looked at just now."""

    def __init__(self, desk: Desk, plans: Callable[[], Sequence[Planned]] = lambda: ()) -> None:
        super().__init__(t("Đối chiếu qua điện thoại"))
        self.desk, self._plans = desk, plans
        self.typed = QLineEdit()
        self.typed.setPlaceholderText("7K2M9-QXR4D")
        self.typed.setAccessibleName(t("Mã đối chiếu nghe được"))
        self.typed.setMaximumWidth(220)
        self.typed.returnPressed.connect(self.compare)
        self.answer = label("", wrap=True)
        self.answer.hide()
        self.body.addWidget(
            label(
                t(
                    "Hai bên cùng thấy mã 10 ký tự của một gói. Gõ mã nghe được, không cần dấu "
                    "gạch; hoa hay thường đều được."
                ),
                "muted",
                wrap=True,
            )
        )
        self.body.addLayout(line(self.typed, button(t("Đối chiếu"), self.compare), -1))
        self.body.addWidget(self.answer)

    def compare(self) -> None:
        """Say which packet the typed code is of."""
        typed, plans = self.typed.text(), list(self._plans())
        self.desk.read(self, lambda db: heard(db, typed, plans), self._say)

    def _say(self, outcome: Outcome[Heard]) -> None:
        if not isinstance(outcome, Ok):
            return
        found = outcome.value
        agrees = bool(found.sent or found.received or found.planned)
        restyle(self.answer, "look", "" if agrees else "problem")
        self.answer.setText(self._words(found))
        self.answer.show()

    def _words(self, found: Heard) -> str:
        if found.code is None:
            return t("Mã này sai hoặc thiếu một ký tự. Nghe lại rồi gõ lại đủ 10 ký tự.")
        if found.sent:
            said = t(
                "✓ Khớp gói số {n} mà máy này đã ký lúc {at}.",
                n=found.sent.sequence,
                at=moment(found.sent.created_at),
            )
            return f"{said} {only()}"
        if found.received:
            return f"{self._came(found)} {only()}"
        if found.planned:
            said = t("✓ Khớp gói đang xét: {name}.", name=name_of(found.planned))
            return f"{said} {only()}"
        return t(
            "Không có gói nào ở máy này mang mã {code}. Gói chưa đến đây, hoặc là một gói khác.",
            code=found.code,
        )

    def _came(self, found: Heard) -> str:
        one = found.received
        assert one is not None
        name = units.find(self.desk.book.office.edition, one.unit).name if one.unit else one.file
        return t(
            "✓ Khớp gói của {name}, số {n}, đến lúc {at}: {state}.",
            name=name,
            n=one.sequence or "–",
            at=moment(one.received_at),
            state=status_words(Status(one.status)).lower(),
        )


def only() -> str:
    """What a spoken code proves, and what not."""
    return t("Hai bên đang nói về cùng một tệp, giống đến từng ký tự. Mã không thay giấy báo nhận.")
