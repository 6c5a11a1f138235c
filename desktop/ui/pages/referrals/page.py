"""The screen of slips: what is overdue on top, the list, the slip beside it."""

from collections.abc import Callable
from functools import partial

from desktop.records import consent, drafts
from desktop.records.drafts import Draft
from desktop.records.language import t
from desktop.records.retention import Due
from desktop.records.store import Saved
from desktop.ui.form.drafting import Opened
from desktop.ui.form.inline import creator
from desktop.ui.jobs import Err, Ok, Outcome
from desktop.ui.look.question import ask
from desktop.ui.pages.referrals import asking
from desktop.ui.pages.referrals.asking import REFERRALS, SHARED, Standing, spelt
from desktop.ui.pages.referrals.overdue import Overdue
from desktop.ui.pages.referrals.slip import Slip
from desktop.ui.pages.register import RegisterPage


class ReferralsPage(RegisterPage):
    """Nothing here goes to paper or to a file but the slip itself, which bears no name."""

    record: Slip | None

    def setup(self) -> None:
        """Put what there is to do above the list."""
        self.overdue = Overdue(self.enter_outcome, self.open, self.ask_erase)
        self.page.content.insertWidget(0, self.overdue)
        self.desk.changed.connect(self._stand)

    def refresh(self) -> None:
        super().refresh()
        self._stand()

    def record_of(self, opened: Opened | None) -> Slip:
        made = Slip(self.desk, opened, creator(self.desk))
        made.adds.connect(self.add_service)
        made.withdraws.connect(self.ask_withdraw)
        return made

    def duplicate(self) -> None:
        """A slip is never begun from somebody else's."""
        self.new()

    def add_service(self) -> None:
        """A second service for the same person: the same slip, the same consent."""
        if self.record is None:
            return
        row = self.record.row
        if self.desk.drafts.get((REFERRALS.name, "")):
            self.new()
            return
        self._show(slip := self.record_of(None))
        shared = {name: row[name] for name in SHARED} | {"date": self.desk.today()}
        for name, value in shared.items():
            slip.form.boxes[name].editor.put(value)
        slip.show_code(str(row["code"]))
        slip.reading.hide()
        slip.head.say(t("Thêm dịch vụ cho phiếu {code}.", code=spelt(str(row["code"]))))

    def enter_outcome(self, uid: str, outcome: str) -> None:
        """Say what became of an overdue referral."""

        def told(answer: Outcome[Saved]) -> None:
            if isinstance(answer, Err):
                self.banner.bad(answer.error)
                self.open(uid)
            else:
                if self.record and self.record.row.get("uid") == uid:
                    self.open(uid)
                else:
                    self._come_back()
                words = t("Đã ghi kết quả: {outcome}.", outcome=asking.outcomes()[outcome])
                self.banner.ok(words, *self._way_back(answer.value))

        self.desk.write(self, lambda _job: asking.enter_outcome(self.desk, uid, outcome), told)

    def ask_withdraw(self) -> None:
        """The person takes the consent back: ask once, since nothing brings the rows back."""
        if self.record is None:
            return
        code = str(self.record.row["code"])
        question = t(
            "Xóa mọi dòng của phiếu {code} khỏi máy? Không lấy lại được. Số tổng đã báo cáo lên "
            "trên vẫn giữ nguyên.",
            code=spelt(code),
        )
        do = partial(self.withdraw, code)
        self._ask_once(t("Rút lại đồng ý"), question, t("Xóa phiếu"), do)

    def withdraw(self, code: str) -> None:
        """Erase the slip with that code."""
        self._close()
        for draft in self.desk.drafts.waiting():
            if draft.register == REFERRALS.name and draft.raw.get("code") == code:
                self.desk.drafts.drop((draft.register, draft.uid))
        self.desk.write(
            self,
            lambda _job: consent.withdraw(self.desk.book, code, now=self.desk.now()),
            partial(
                self._erased, t("Đã xóa phiếu khỏi máy theo yêu cầu. Số tổng đã báo giữ nguyên.")
            ),
        )

    def ask_erase(self, due: Due) -> None:
        """The time of some slips is over: a person decides, who has looked at the day."""
        question = t(
            "{slips} phiếu ({rows} dòng) đã qua 12 tháng từ khi có kết quả. Xóa khỏi máy? Không "
            "lấy lại được; số tổng vẫn giữ nguyên trong báo cáo và chỉ tiêu.",
            slips=due.slips,
            rows=due.rows,
        )
        doubted = asking.day_doubted(self.desk)
        if doubted:
            day = asking.day_words(self.desk)
            question += "\n\n" + t(
                "Ngày trên máy là {day}. Xem lịch: chỉ bấm xóa khi ngày này đúng.", day=day
            )
        do, words = partial(self.erase, day_is_right=doubted), t("Xóa {n} phiếu", n=due.slips)
        self._ask_once(t("Phiếu đã hết hạn giữ"), question, words, do)

    def erase(self, *, day_is_right: bool) -> None:
        """Erase the slips whose time is over."""
        self._close()
        self.desk.write(
            self,
            lambda _job: asking.erase(self.desk.book, self.desk, day_is_right=day_is_right),
            partial(self._erased, t("Đã xóa các phiếu hết hạn giữ. Số tổng giữ nguyên.")),
        )

    def _ask_once(self, title: str, question: str, do: str, then: Callable[[], object]) -> None:
        """Ask, with what copies of the book still hold."""
        copies = t(
            "Các bản sao lưu làm trước lúc này vẫn còn phiếu đó: bản trong máy tự xóa chậm nhất "
            "sau 12 tháng; bản ở USB hay nơi khác, xin tự xóa."
        )
        ask(self, title, f"{question}\n\n{copies}", do, then)

    def _erased(self, words: str, outcome: Outcome[int]) -> None:
        if isinstance(outcome, Err):
            self.banner.bad(outcome.error)
        else:
            self._come_back()
            self.banner.ok(words)
            held = self.desk.drafts.waiting()
            self.desk.read(self.desk, lambda db: drafts.orphans(db, held), self._forget)

    def _come_back(self) -> None:
        """The button that was pressed is gone: the keyboard goes on in the list."""
        (self.table if self.table.isVisible() else self.search).setFocus()

    def _forget(self, outcome: Outcome[list[Draft]]) -> None:
        for draft in outcome.value if isinstance(outcome, Ok) else ():
            self.desk.drafts.drop((draft.register, draft.uid))

    def _stand(self) -> None:
        device, today = self.desk.book.device, self.desk.today()
        self.desk.read(self, lambda db: asking.standing(db, device, today), self._stood)

    def _stood(self, outcome: Outcome[Standing]) -> None:
        if not isinstance(outcome, Err):
            self.overdue.show_standing(outcome.value)
