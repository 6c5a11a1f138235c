"""One SSH connection to a server whose key has been pinned; paramiko is used here and in `sftp`.

A server has several keys, and the fingerprint that its administrator reads out is of one of them.
At set-up each family of keys is tried until the pinned one is met; from then on only that family is
asked for.
"""

import base64
import hashlib
import logging
import socket
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Final

import paramiko

from sync.channels.account import Account
from sync.channels.problems import ChannelError, Problem, UnknownHostKey
from sync.channels.watch import Wire, unheld

SECONDS: Final = 30.0
FAMILIES: Final = {
    "ed25519": ("ssh-ed25519",),
    "ecdsa": ("ecdsa-sha2-nistp256", "ecdsa-sha2-nistp384", "ecdsa-sha2-nistp521"),
    "rsa": ("rsa-sha2-512", "rsa-sha2-256"),
}
ABILITY: Final = "host_key_family"

logging.getLogger("paramiko").addHandler(logging.NullHandler())


def connect(account: Account, wire: Wire = unheld) -> tuple[paramiko.Transport, str]:
    """A connection that is logged in, and the family of the server's pinned key.

    Raises UnknownHostKey when none is pinned, ChannelError for all that can go wrong.
    """
    known = account.abilities.get(ABILITY, "")
    for family in [known] if known in FAMILIES else FAMILIES:
        transport = _greeted(account, FAMILIES[family] if account.host_key else (), wire)
        if transport is None:
            continue
        shown = _fingerprint(transport)
        if not account.host_key:
            transport.close()
            raise UnknownHostKey(shown)
        if shown == account.host_key:
            _log_in(transport, account)
            return transport, family
        transport.close()
    raise ChannelError(Problem.HOST_KEY)


@contextmanager
def told() -> Iterator[None]:
    """Turn what paramiko and the system report into what the officer can do about it."""
    try:
        yield
    except (paramiko.SSHException, EOFError, ConnectionError) as error:
        raise ChannelError(Problem.CUT, type(error).__name__) from error
    except TimeoutError as error:
        raise ChannelError(Problem.SLOW, type(error).__name__) from error
    except FileNotFoundError as error:
        raise ChannelError(Problem.NOT_THERE, type(error).__name__) from error
    except PermissionError as error:
        raise ChannelError(Problem.FORBIDDEN, type(error).__name__) from error
    except OSError as error:
        problem = Problem.CUT if _closed(error) else Problem.SERVER
        raise ChannelError(problem, type(error).__name__) from error


def failed(error: OSError) -> bool:
    """Whether a server has answered "failure" and nothing more (SSH_FX_FAILURE)."""
    return type(error) is OSError and error.errno is None and not _closed(error)


def _closed(error: OSError) -> bool:
    """Whether this is how paramiko says that the line is gone."""
    return error.args == ("Socket is closed",)


def _greeted(account: Account, kinds: Iterable[str], wire: Wire) -> paramiko.Transport | None:
    """A connection on which the server has shown a key of one of these `kinds` (of any, when there
    are none) and proved that it holds it; None when it has no such key."""
    address = account.address
    try:
        line = socket.create_connection((address.host, address.port), timeout=SECONDS)
        line.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        wire(line)
    except OSError as error:
        raise ChannelError(Problem.OFFLINE, type(error).__name__) from error
    with told():
        try:
            transport = paramiko.Transport(line)
        except BaseException:
            line.close()
            raise
        try:
            if wanted := tuple(kinds):
                transport.get_security_options().key_types = wanted
            transport.start_client(timeout=SECONDS)
        except paramiko.ssh_exception.IncompatiblePeer:
            transport.close()
            return None
        except BaseException:
            transport.close()
            raise
        return transport


def _fingerprint(transport: paramiko.Transport) -> str:
    """As `ssh-keygen -l` prints it."""
    digest = hashlib.sha256(transport.get_remote_server_key().asbytes()).digest()
    return "SHA256:" + base64.b64encode(digest).decode().rstrip("=")


def _log_in(transport: paramiko.Transport, account: Account) -> None:
    """A line that breaks now looks to paramiko like a wrong password: but then it is gone."""
    transport.auth_timeout = SECONDS
    try:
        with told():
            transport.auth_password(account.user, account.password)
    except ChannelError as error:
        refused = isinstance(error.__cause__, paramiko.AuthenticationException)
        answered = refused and transport.is_active()
        transport.close()
        if answered:
            raise ChannelError(Problem.LOGIN, error.detail) from error
        raise
