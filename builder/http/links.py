"""The header Link (RFC 8288), as far as it names the next page."""

from __future__ import annotations

import re
from collections.abc import Iterable
from urllib.parse import urljoin

from builder.model.http import Header

_LINK = re.compile(r"""\s*,?\s*<(?P<target>[^>]*)>(?P<parameters>(?:[^",<]|"(?:[^"\\]|\\.)*")*)""")
_REL = re.compile(r""";\s*rel\s*=\s*(?:"(?P<quoted>[^"]*)"|(?P<bare>[^\s;,"]+))""", re.IGNORECASE)


def next_link(headers: Iterable[Header], base: str) -> str | None:
    """The absolute address of the next page; None when no link has the relation "next".

    Args:
        headers: Of the answer; there may be several of that name.
        base: The address of the answer, which a relative link starts from.
    """
    for name, value in headers:
        if name.lower() == "link":
            for link in _LINK.finditer(value):
                rel = _REL.search(link["parameters"])
                kinds = (rel["quoted"] or rel["bare"] or "").lower().split() if rel else ()
                if "next" in kinds:
                    return str(urljoin(base, link["target"].strip()))
    return None
