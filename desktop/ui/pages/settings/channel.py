"""Kênh gửi gói: where packets go, tried out before it is kept; changed and taken away."""

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QProgressBar, QScrollArea, QWidget

from desktop.records.language import t
from desktop.ui.carrying.form import ChannelForm
from desktop.ui.carrying.trials import HostKey, Trials, key_words
from desktop.ui.carrying.words import place_words
from desktop.ui.jobs import Err, Job, Manner, Outcome
from desktop.ui.look.theme import STEP
from desktop.ui.look.widgets import button, column, label, line
from desktop.ui.pages.settings.section import Around, Section
from sync.carrying import setup
from sync.channels import account as accounts
from sync.channels.account import Account
from sync.channels.problems import ChannelError, UnknownHostKey
from sync.channels.watch import Stop, Watch


class ChannelSection(Section):
    """The channel of the book and the form that changes it."""

    def __init__(self, around: Around) -> None:
        super().__init__(
            t("Kênh gửi gói"),
            t(
                "Nơi cả hai cấp cùng vào được: gói gửi lên và giấy báo nhận gửi về đều đi qua đó. "
                "Máy tự gửi khi có mạng; không có kênh thì chép gói ra USB."
            ),
        )
        self.desk, self.banner = around.desk, around.banner
        self.now_words = label("", "strong", wrap=True)
        self.key_line = label("", "small", wrap=True)
        self.remove = button(t("Bỏ kênh…"), self._ask_removal, "quiet")
        self.form = ChannelForm()
        self.trials = Trials()
        self.key = HostKey(self._pin, self._deny)
        self.save = button(t("Dùng kênh này"), self.keep, "primary", key="Ctrl+S")
        self.test = button(t("Thử kênh"), self.try_out)
        self._stop = Stop()
        self._saves = False
        self._build()
        self.form.edited.connect(self._edited)
        self.show_kept()

    def show_kept(self) -> None:
        """Show the channel of the book, and begin the form with it."""
        found = accounts.kept(self.desk.book.settings)
        self.now_words.setText(place_words(found) if found else t("Sổ này chưa có kênh gửi gói."))
        key = found.host_key if found else ""
        pinned = t("Khóa đã ghim: {words} ({key})", words=key_words(key), key=key) if key else ""
        self.key_line.setText(pinned)
        self.key_line.setVisible(bool(pinned))
        self.remove.setVisible(found is not None)
        self._sure.hide()
        self.form.show_account(found)

    def try_out(self) -> None:
        """Try what was typed and keep nothing."""
        self._begin(saves=False, host_key="")

    def keep(self) -> None:
        """Try what was typed and make it the channel."""
        self._begin(saves=True, host_key="")

    def cancel(self) -> None:
        """Leave the trial that is under way."""
        self._stop.ask()

    def drop(self) -> None:
        """Leave the book without a channel."""
        settings = self.desk.book.settings
        self.desk.write(self, lambda _job: accounts.keep(settings, None), self._dropped)

    def _begin(self, *, saves: bool, host_key: str) -> None:
        book, desk, now, clock = self.desk.book, self.desk, self.desk.now(), self.desk.clock()
        address, more = self.form.typed()
        stop = self._stop = Stop()
        self._saves = saves
        self.key.hide()
        self.trials.begin()
        self._busy(True)

        def work(job: Job) -> Account:
            watch = Watch(cancelled=lambda: stop.asked() or job.cancelled, wire=stop.holds)
            with desk.hold():
                typed = accounts.account(book, address, **more, host_key=host_key)
                chosen = accounts.renewed(typed, accounts.kept(book.settings))
            if not saves:
                return setup.try_out(book, chosen, tell=job.report, watch=watch)
            return setup.set_up(
                book, chosen, now=now, clock=clock, hold=desk.hold, tell=job.report, watch=watch
            )

        desk.jobs.run(self, work, self._ended, self.trials.passed, Manner.APART)

    def _ended(self, outcome: Outcome[Account]) -> None:
        self._busy(False)
        if isinstance(outcome, Err):
            error = outcome.error
            if isinstance(error, UnknownHostKey):
                self.trials.clear()
                self.key.ask(error.host_key)
            else:
                self.trials.failed(
                    str(error), error.detail if isinstance(error, ChannelError) else ""
                )
            return
        works = t("Kênh dùng được: xem, ghi, đổi tên và xóa tệp đều được.")
        if self._saves:
            self.show_kept()
            works = t("Từ nay gói đi qua kênh này. {works}", works=works)
            self.desk.changed.emit()
        self._tell(" ".join([works, *setup.warnings(outcome.value)]), outcome.value)

    def _tell(self, words: str, chosen: Account) -> None:
        if setup.warnings(chosen):
            self.banner.warn(words)
        else:
            self.banner.ok(words)

    def _pin(self) -> None:
        self._begin(saves=self._saves, host_key=self.key.key)

    def _deny(self) -> None:
        self.key.hide()
        self.trials.failed(
            t(
                "Khóa không khớp: có thể đây không phải máy chủ thật. Chưa gửi gì, chưa lưu gì. "
                "Báo cho cán bộ quản lý máy chủ."
            )
        )

    def _edited(self) -> None:
        self.key.hide()
        self.trials.clear()

    def _ask_removal(self) -> None:
        self._sure.show()
        self.yes.setFocus()

    def _dropped(self, outcome: Outcome[None]) -> None:
        if isinstance(outcome, Err):
            self.banner.bad(outcome.error)
            return
        self.show_kept()
        self.trials.clear()
        self.banner.ok(t("Đã bỏ kênh. Gói đã ký vẫn nằm trong sổ; chép ra USB hoặc cài kênh khác."))

    def _bring(self) -> None:
        """Scroll to what the trial has said and to the buttons below it."""
        around: QWidget | None = self
        while around is not None and not isinstance(around, QScrollArea):
            around = around.parentWidget()
        if around is not None:
            around.ensureWidgetVisible(self.save, 0, 3 * STEP)

    def _busy(self, yes: bool) -> None:
        QTimer.singleShot(0, self, self._bring)
        self.working.setVisible(yes)
        for one in (self.save, self.test, self.form, self.remove):
            one.setEnabled(not yes)

    def _build(self) -> None:
        self._sure = QWidget()
        asks = label(t("Bỏ kênh thì mật khẩu đã lưu cũng mất. Bỏ chứ?"), wrap=True)
        self.yes = button(t("Bỏ kênh"), self.drop)
        sure = line(asks, self.yes, button(t("Giữ lại"), self._sure.hide, "link"))
        sure.setStretch(0, 1)
        self._sure.setLayout(sure)
        self.working = QWidget()
        bar = QProgressBar()
        bar.setRange(0, 0)
        bar.setTextVisible(False)
        bar.setAccessibleName(t("Đang thử kênh"))
        self.working.setLayout(line(bar, button(t("Dừng"), self.cancel, "link")))
        self.working.hide()
        now = line(self.now_words, self.remove)
        now.setStretch(0, 1)
        foot = line(self.save, self.test, self.working, -1)
        self.body.addLayout(
            column(now, self.key_line, self._sure, STEP, self.form, self.trials, self.key, foot)
        )
