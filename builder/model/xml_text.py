"""Whether a text is well-formed XML (XML 1.0), and the bytes it is sent as."""

from __future__ import annotations

import re
from xml.parsers import expat

from builder.model.text_fault import TextFault

_DECLARED = re.compile(r"""<\?xml\s[^>]*?\bencoding\s*=\s*["']([A-Za-z][\w.\-]*)["']""")


def check_xml(text: str) -> None:
    """Accept a well-formed document; nothing outside it is ever read.

    Raises:
        TextFault: It is none; with line and column.
    """
    if not text.strip():
        raise TextFault("there is no element")
    parser = expat.ParserCreate("utf-8")
    try:
        parser.Parse(text.encode("utf-8"), True)
    except UnicodeEncodeError:
        raise TextFault("it holds half a surrogate pair, which is no character") from None
    except expat.ExpatError as error:
        reason = expat.ErrorString(error.code) or "not well-formed"
        raise TextFault(reason, error.lineno, error.offset + 1) from None


def xml_bytes(text: str) -> bytes:
    """The document in the encoding its declaration names, UTF-8 without one.

    Raises:
        TextFault: The declared encoding is not known.
    """
    declared = _DECLARED.match(text)
    if declared is None:
        return text.encode("utf-8")
    try:
        return text.encode(declared[1], "xmlcharrefreplace")
    except LookupError:
        raise TextFault(f"the encoding “{declared[1]}” is not known", 1, 1) from None
