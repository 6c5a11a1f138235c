"""The HTTP client of a WebDAV channel: no redirects, no proxy from the environment, always a time
limit, and every fault in the words of `problems`."""

import ssl
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import quote

import httpx

from desktop.records.errors import InputError
from desktop.records.language import t
from sync.channels import tls
from sync.channels.account import Account
from sync.channels.channel import LARGEST
from sync.channels.problems import ChannelError, Problem
from sync.channels.watch import WATCH, Wire, unheld

_TIMEOUT: Final = httpx.Timeout(connect=20, read=45, write=45, pool=20)
_STATUS: Final = {
    401: Problem.LOGIN,
    403: Problem.FORBIDDEN,
    404: Problem.NOT_THERE,
    405: Problem.PORTAL,
    407: Problem.PORTAL,
    409: Problem.NOT_THERE,
    413: Problem.FULL,
    501: Problem.PORTAL,
    507: Problem.FULL,
    511: Problem.PORTAL,
}

_LINES: Final = ("connection.connect_tcp.complete", "connection.start_tls.complete")
"""When httpx has a new socket, as it tells to an extension."""


@dataclass(frozen=True)
class Answer:
    """What the server said to one request."""

    verb: str
    status: int
    headers: Mapping[str, str]
    content: bytes

    def expect(self, *wanted: int) -> "Answer":
        """The answer when its status is one of these; raises ChannelError otherwise."""
        if self.status not in wanted:
            raise self.refusal()
        return self

    def refusal(self) -> ChannelError:
        """What a status that was not hoped for means: a success or redirect that does not belong
        here is not from the server that was set up."""
        unasked = self.status < httpx.codes.BAD_REQUEST
        problem = Problem.PORTAL if unasked else _STATUS.get(self.status, Problem.SERVER)
        return ChannelError(problem, f"{self.verb} {self.status}")


class DavClient:
    """A connection to one server, kept open for a round of work. Paths are quoted and absolute."""

    def __init__(self, account: Account, wire: Wire = unheld) -> None:
        address = account.address
        secure = address.scheme == "webdavs"
        host = f"[{address.host}]" if ":" in address.host else address.host
        self.root = quote(address.path, safe="/~")
        self._base = f"{'https' if secure else 'http'}://{host}:{address.port}"
        self._login = (account.user, account.password) if account.user else None
        self._trust = _context(account.ca) if secure else False
        self._wire = wire
        self._client = self._connected()

    def url(self, path: str) -> str:
        """The whole URL of a path, as a Destination header wants it."""
        return self._base + path

    def ask(
        self,
        verb: str,
        path: str,
        *,
        headers: Mapping[str, str] | None = None,
        content: Iterator[bytes] | bytes | None = None,
        reached: Callable[[int], None] | None = None,
    ) -> Answer:
        """Send one request and read the whole answer; `reached` is told its bytes as they come."""
        meter, found = reached or WATCH.meter(path, 0), bytearray()
        with (
            _told(),
            self._client.stream(
                verb, path, headers=headers, content=content, extensions={"trace": self._trace}
            ) as answer,
        ):
            for piece in answer.iter_raw():
                found += piece
                if len(found) > LARGEST:
                    raise ChannelError(Problem.DIFFERENT, "the answer is too large")
                meter(len(found))
        if verb == "HEAD" and answer.is_error:
            self._reconnect()
        return Answer(verb, answer.status_code, answer.headers, bytes(found))

    def close(self) -> None:
        """End the connection."""
        self._client.close()

    def _trace(self, event: str, facts: dict[str, Any]) -> None:
        if event in _LINES:
            self._wire(facts["return_value"].get_extra_info("socket"))

    def _reconnect(self) -> None:
        """Some servers (wsgidav) send a page after the refusal of a HEAD, against RFC 9110, 9.3.2:
        it would be taken for the next answer."""
        self._client.close()
        self._client = self._connected()

    def _connected(self) -> httpx.Client:
        return httpx.Client(
            base_url=self._base,
            auth=self._login,
            verify=self._trust,
            headers={"Accept-Encoding": "identity", "User-Agent": "so-ban"},
            timeout=_TIMEOUT,
            follow_redirects=False,
            trust_env=False,
        )


def _context(ca: str) -> ssl.SSLContext:
    try:
        return tls.context(ca)
    except ssl.SSLError as error:
        words = t("Tệp chứng thư máy chủ không đọc được. Chọn lại tệp PEM.")
        raise InputError(words) from error


@contextmanager
def _told() -> Iterator[None]:
    """Turn httpx's errors into what the officer can do about them."""
    try:
        yield
    except httpx.ConnectTimeout as error:
        raise ChannelError(Problem.OFFLINE, type(error).__name__) from error
    except httpx.TimeoutException as error:
        raise ChannelError(Problem.SLOW, type(error).__name__) from error
    except httpx.ConnectError as error:
        raise ChannelError(tls.distrust(error) or Problem.OFFLINE, type(error).__name__) from error
    except httpx.HTTPError as error:
        raise ChannelError(Problem.CUT, type(error).__name__) from error
