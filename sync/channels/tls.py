"""Whom a WebDAV server is believed to be: the system's trust store, or one pinned certificate."""

import ssl

from sync.channels.problems import Problem

_NOT_YET_VALID, _EXPIRED = 9, 10  # X509_V_ERR_CERT_NOT_YET_VALID, X509_V_ERR_CERT_HAS_EXPIRED


def context(ca: str) -> ssl.SSLContext:
    """TLS 1.2 or later. With `ca` (PEM) only what leads to that certificate is believed; raises
    ssl.SSLError when it is none."""
    if ca:
        return ssl.create_default_context(cadata=ca)
    import truststore

    return truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT)


def distrust(error: BaseException | None) -> Problem | None:
    """Why the server's certificate was not believed; None when the error is about something else.

    A certificate that is not valid at this time is as often the fault of this laptop's clock.
    """
    while error is not None:
        if isinstance(error, ssl.SSLCertVerificationError):
            late = getattr(error, "verify_code", 0) in (_NOT_YET_VALID, _EXPIRED)
            return Problem.CLOCK if late else Problem.CERTIFICATE
        error = error.__cause__ or error.__context__
    return None
