"""Certificates for TLS on loopback, good and bad."""

from __future__ import annotations

import datetime
import ssl

import trustme


def server_context(authority: trustme.CA, *names: str, expired: bool = False) -> ssl.SSLContext:
    """What a server needs that shows a certificate of this authority for these names."""
    ended = datetime.datetime(2020, 1, 1, tzinfo=datetime.UTC) if expired else None
    certificate = authority.issue_cert(*names, not_after=ended)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    certificate.configure_cert(context)
    return context
