"""Real servers on loopback, started by the tests: wsgidav, an SSH server, and odd ones."""

import asyncio
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import asyncssh
from cheroot.ssl.builtin import BuiltinSSLAdapter
from cheroot.wsgi import Server
from wsgidav.fs_dav_provider import FilesystemProvider  # type: ignore[import-untyped]
from wsgidav.wsgidav_app import WsgiDAVApp  # type: ignore[import-untyped]

from tests.sync.channels.certificates import Pair

USER, PASSWORD = "huyen-pac-nam", "mat+khau/rieng%20"
Wsgi = Callable[[dict[str, Any], Callable[..., Any]], Any]


@dataclass(frozen=True)
class Place:
    """A server that is up: its port, and the folder in which it keeps what it was sent."""

    port: int
    folder: Path
    facts: dict[str, Any] = field(default_factory=dict)


@contextmanager
def dav_server(
    folder: Path, around: Callable[[Wsgi], Wsgi] | None = None, secret: Pair | None = None
) -> Iterator[Place]:
    """wsgidav over `folder`; `around` may answer in its stead, `secret` makes it speak TLS."""
    app = WsgiDAVApp(
        {
            "provider_mapping": {"/": FilesystemProvider(str(folder), fs_opts={})},
            "http_authenticator": {"accept_basic": True, "accept_digest": False},
            "simple_dc": {"user_mapping": {"*": {USER: {"password": PASSWORD}}}},
            "dir_browser": {"enable": False},
            "verbose": 0,
            "logging": {"enable_loggers": []},
        }
    )
    server = Server(("127.0.0.1", 0), around(app) if around else app, numthreads=4)
    server.shutdown_timeout = 1
    server.expiration_interval = 0.02
    setattr(server, "error_log", lambda *_args, **_more: None)  # noqa: B010 - cheroot says so
    if secret:
        server.ssl_adapter = BuiltinSSLAdapter(str(secret.certificate), str(secret.key))
        server.ssl_adapter.context.minimum_version = ssl.TLSVersion.TLSv1_2
    server.prepare()
    thread = threading.Thread(target=server.serve, daemon=True)
    thread.start()
    try:
        yield Place(server.bind_addr[1], folder)
    finally:
        server.stop()
        thread.join()


@contextmanager
def sftp_server(folder: Path) -> Iterator[Place]:
    """An SSH server that shows `folder` as its root over SFTP, with two host keys."""
    keys = [asyncssh.generate_private_key(kind) for kind in ("ssh-ed25519", "ecdsa-sha2-nistp256")]
    started, stop = threading.Event(), asyncio.Event()
    facts: dict[str, Any] = {"keys": [key.get_fingerprint() for key in keys]}

    async def serve() -> None:
        loop = asyncio.get_running_loop()
        facts["stop"] = lambda: loop.call_soon_threadsafe(stop.set)
        listener = await asyncssh.listen(
            "127.0.0.1",
            0,
            server_host_keys=keys,
            server_factory=_Door,
            sftp_factory=lambda channel: asyncssh.SFTPServer(channel, chroot=str(folder).encode()),
        )
        facts["port"] = listener.get_port()
        started.set()
        await stop.wait()
        listener.close()

    thread = threading.Thread(target=lambda: asyncio.run(serve()), daemon=True)
    thread.start()
    assert started.wait(60)
    try:
        yield Place(facts["port"], folder, facts)
    finally:
        facts["stop"]()
        thread.join()


class _Door(asyncssh.SSHServer):
    def password_auth_supported(self) -> bool:
        return True

    def validate_password(self, username: str, password: str) -> bool:
        return (username, password) == (USER, PASSWORD)


@contextmanager
def login_page(status: int = 200) -> Iterator[Place]:
    """The network of a guesthouse: whatever is asked, it answers with its own page (or, with a
    status of 302, leads there)."""

    class Portal(BaseHTTPRequestHandler):
        def answer(self) -> None:
            self.rfile.read(int(self.headers.get("Content-Length", 0)))
            page = b"<html><body>Xin moi dang nhap</body></html>"
            self.send_response(status)
            self.send_header("Content-Type", "text/html")
            self.send_header("Content-Length", str(len(page)))
            if status == 302:
                self.send_header("Location", "/login")
            self.end_headers()
            if self.command != "HEAD":
                self.wfile.write(page)

        def log_message(self, format: str, *args: Any) -> None:
            return

    for verb in ("GET", "HEAD", "PUT", "DELETE", "MKCOL", "MOVE", "PROPFIND"):
        setattr(Portal, f"do_{verb}", Portal.answer)
    server = ThreadingHTTPServer(("127.0.0.1", 0), Portal)
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    try:
        yield Place(server.server_address[1], Path())
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def refusing(verb: str, status: str) -> Callable[[Wsgi], Wsgi]:
    """A server that answers one verb with this status and leaves the rest to wsgidav."""

    def around(app: Wsgi) -> Wsgi:
        def answer(environ: dict[str, Any], start: Callable[..., Any]) -> Any:
            if environ["REQUEST_METHOD"] != verb:
                return app(environ, start)
            environ["wsgi.input"].read()
            start(status, [("Content-Length", "0")])
            return [b""]

        return answer

    return around
