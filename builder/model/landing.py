"""Escapes a value for the place in a text where it lands.

Where a value lands depends on the plain text around it alone: what is put in is escaped, so it
never closes a quote or opens a tag. The writers of a text are therefore worked out once.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from enum import Enum
from typing import TypeAlias
from urllib.parse import quote

from builder.model.json_text import Json, compact
from builder.model.number import Number

Writer: TypeAlias = Callable[[Json], str]
"""Turns a value into text for one place.

Raises:
    ValueError: The value cannot stand there.
"""


class Landing(Enum):
    """What kind of text a field holds."""

    PLAIN = "plain"
    """Text as it is."""
    URL = "url"
    """Percent-encoded, except for a base URL at the very beginning and in the host's place."""
    QUERY = "query"
    """A key or value of a query: percent-encoded."""
    HEADER = "header"
    """A header's name or value: as it is; line breaks are refused when it is sent."""
    FORM = "form"
    """A form's field: as it is, since the form is encoded whole."""
    JSON = "json"
    """Serialised outside quotes, escaped inside."""
    XML = "xml"
    """Escaped as content, in attributes and in CDATA sections."""
    GRAPHQL = "graphql"
    """Written as a GraphQL value outside quotes, escaped inside."""

    # Members are single, and a dictionary finds them ten times faster by identity.
    __hash__ = object.__hash__


def writers(pieces: Sequence[str | None], landing: Landing) -> tuple[Writer, ...]:
    """How to write the value at each gap of a text.

    Args:
        pieces: The plain pieces, with None for each gap.
        landing: What kind of text they make.
    """
    return tuple(_CHOICES[landing](pieces))


def text_of(value: Json) -> str:
    """A value as plain text: null is empty, objects and lists are compact JSON.

    Raises:
        JsonError: The value holds something JSON cannot hold.
    """
    if isinstance(value, str):
        return value
    if value is None:
        return ""
    return str(value) if isinstance(value, Number) else compact(value)


def _percent(value: Json) -> str:
    text = text_of(value)
    return text if text.isalnum() and text.isascii() else quote(text, safe="")


_NO_HOST_CHARACTER = re.compile(r"[^\w.\-~:\[\]]+")


def _host(value: Json) -> str:
    """Host and port as they are; what would end the host is encoded, and so refused later."""
    return _NO_HOST_CHARACTER.sub(lambda found: quote(found[0], safe=""), text_of(value))


def _in_json_quotes(value: Json) -> str:
    return compact(text_of(value))[1:-1]


_XML_REFUSED = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_XML_CONTENT = str.maketrans(
    {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&apos;", "\r": "&#13;"}
)
_XML_ATTRIBUTE = {**_XML_CONTENT, ord("\n"): "&#10;", ord("\t"): "&#9;"}


def _xml_text(value: Json) -> str:
    text = text_of(value)
    if refused := _XML_REFUSED.search(text):
        raise ValueError(f"XML cannot hold the character U+{ord(refused[0]):04X}")
    return text


def _in_xml_content(value: Json) -> str:
    return _xml_text(value).translate(_XML_CONTENT)


def _in_xml_tag(value: Json) -> str:
    return _xml_text(value).translate(_XML_ATTRIBUTE)


def _in_xml_cdata(value: Json) -> str:
    return _xml_text(value).replace("]]>", "]]]]><![CDATA[>")


def _always(writer: Writer) -> Callable[[Sequence[str | None]], Iterator[Writer]]:
    return lambda pieces: (writer for piece in pieces if piece is None)


_HOST_IS_NEXT = re.compile(r"[^/?#]*://[^/?#]*")


def _for_url(pieces: Sequence[str | None]) -> Iterator[Writer]:
    before = ""
    for index, piece in enumerate(pieces):
        if piece is not None:
            before += piece
        elif index == 0:
            yield text_of
        else:
            yield _host if _HOST_IS_NEXT.fullmatch(before) else _percent


_JSON_ESCAPE = re.compile(r"\\.", re.DOTALL)


def _for_json(pieces: Sequence[str | None]) -> Iterator[Writer]:
    quoted = False
    for piece in pieces:
        if piece is None:
            yield _in_json_quotes if quoted else compact
        else:
            quoted ^= _JSON_ESCAPE.sub("", piece).count('"') % 2 == 1


_XML_CLOSED = re.compile(
    r"""(?: [^<]++
    | <!--.*?-->
    | <!\[CDATA\[.*?\]\]>
    | <\?.*?\?>
    | <(?!!--|!\[CDATA\[|\?)(?:[^<>"']++|"[^"]*"|'[^']*')*+>
    )*+""",
    re.VERBOSE | re.DOTALL,
)
"""What needs no closing any more; what is left after it starts with an open "<", or is empty."""


def _for_xml(pieces: Sequence[str | None]) -> Iterator[Writer]:
    before = ""
    for piece in pieces:
        if piece is not None:
            before += piece
            before = before[_end_of(_XML_CLOSED, before) :]
        elif before.startswith("<![CDATA["):
            yield _in_xml_cdata
        else:
            yield _in_xml_tag if before.startswith("<") else _in_xml_content


_GRAPHQL_NAME = re.compile(r"[_A-Za-z][_0-9A-Za-z]*")


def _graphql_value(value: Json) -> str:
    """A literal as GraphQL writes it: as JSON, but for the names of an object's fields."""
    if isinstance(value, Mapping):
        if wrong := next((key for key in value if not _GRAPHQL_NAME.fullmatch(key)), None):
            raise ValueError(f"“{wrong}” is no name that a GraphQL object could have")
        fields = [f"{key}: {_graphql_value(content)}" for key, content in value.items()]
        return f"{{{', '.join(fields)}}}"
    if isinstance(value, list):
        return f"[{', '.join(map(_graphql_value, value))}]"
    return compact(value)


def _in_graphql_block(value: Json) -> str:
    text = text_of(value)
    if text.startswith('"') or text.endswith(('"', "\\")):
        raise ValueError(
            "a block string cannot begin or end with a quote, nor end with a backslash"
        )
    return text.replace('"""', '\\"""')


def _in_graphql_comment(value: Json) -> str:
    return " ".join(text_of(value).splitlines())


_GRAPHQL_CLOSED = re.compile(
    r"""(?: [^"#]++
    | \#[^\r\n]*[\r\n]
    | \"{3}(?:[^"\\]++|\\"{3}|\\|"(?!""))*+"{3}
    | ""(?!")
    | "(?!")(?:[^"\\\r\n]++|\\.)*+"
    )*+""",
    re.VERBOSE | re.DOTALL,
)
"""What needs no closing any more; what is left after it starts with a quote or #, or is empty."""


def _for_graphql(pieces: Sequence[str | None]) -> Iterator[Writer]:
    before = ""
    for piece in pieces:
        if piece is not None:
            before += piece
            before = before[_end_of(_GRAPHQL_CLOSED, before) :]
        elif before.startswith("#"):
            yield _in_graphql_comment
        elif before.startswith('"""'):
            yield _in_graphql_block
        else:
            yield _in_json_quotes if before else _graphql_value


def _end_of(pattern: re.Pattern[str], text: str) -> int:
    found = pattern.match(text)
    return found.end() if found else 0


_CHOICES: Mapping[Landing, Callable[[Sequence[str | None]], Iterator[Writer]]] = {
    Landing.PLAIN: _always(text_of),
    Landing.URL: _for_url,
    Landing.QUERY: _always(_percent),
    Landing.HEADER: _always(text_of),
    Landing.FORM: _always(text_of),
    Landing.JSON: _for_json,
    Landing.XML: _for_xml,
    Landing.GRAPHQL: _for_graphql,
}
