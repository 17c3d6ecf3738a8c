"""The data of a cURL command as the body of a step."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from urllib.parse import parse_qsl, quote_plus

from builder.bodies.file import FileBody
from builder.bodies.multipart import MultipartBody
from builder.bodies.none import NoBody
from builder.bodies.raw import Language, RawBody
from builder.bodies.urlencoded import UrlencodedBody
from builder.model.body import Body
from builder.model.rows import PartKind, PartRow, Row

FORM = "application/x-www-form-urlencoded"
_DATA = frozenset({"data", "data-ascii", "data-raw", "data-binary", "data-urlencode", "json"})
_REFERENCE = re.compile(r"(\{\{env\.[A-Za-z_][A-Za-z0-9_]*\}\})")
_FORM_TEXT = re.compile(r"[^&=]+=[^&=]*(?:&[^&=]+=[^&=]*)*")
_LANGUAGES = (
    ("json", Language.JSON),
    ("xml", Language.XML),
    ("html", Language.HTML),
    ("javascript", Language.JAVASCRIPT),
)
_PART = re.compile(r""";\s*(type|filename|headers|encoder)=("(?:[^"\\]|\\.)*"|[^;]*)""")


@dataclass(slots=True)
class BodyParts:
    """What the options about data say."""

    data: list[str] = field(default_factory=list)
    files: list[str] = field(default_factory=list)
    forms: list[PartRow] = field(default_factory=list)
    upload: str = ""
    json: bool = False
    left_out: list[str] = field(default_factory=list)

    @property
    def given(self) -> bool:
        """Whether there is any."""
        return bool(self.data or self.files or self.forms)

    def take(self, name: str, value: str) -> bool:
        """Take an option over; False when it is not about data."""
        if name in _DATA:
            self._take_data(name, value)
        elif name in ("form", "form-string"):
            self._take_form(value, plain=name == "form-string")
        elif name == "upload-file":
            self.upload = value
        else:
            return False
        return True

    def _take_data(self, name: str, value: str) -> None:
        self.json |= name == "json"
        if name == "data-urlencode":
            self._take_urlencoded(value)
        elif value.startswith("@") and name != "data-raw":
            self.files.append(value[1:])
        elif name == "json" and self.data:
            self.data[-1] += value
        else:
            self.data.append(value)

    def _take_urlencoded(self, value: str) -> None:
        head, mark, content = _first(value, "=@")
        if mark == "@":
            self.left_out.append("--data-urlencode from a file")
        elif mark:
            self.data.append(f"{head}={_encoded(content)}" if head else _encoded(content))
        else:
            self.data.append(_encoded(value))

    def _take_form(self, value: str, plain: bool) -> None:
        key, _, content = value.partition("=")
        if plain:
            self.forms.append(PartRow(key=key, value=content))
            return
        notes = {found[1]: _unquoted(found[2].strip()) for found in _PART.finditer(content)}
        text = _unquoted(_PART.sub("", content))
        self.left_out += [
            f"{name} of the part “{key}”" for name in ("headers", "encoder") if name in notes
        ]
        from_file = text[:1] in ("@", "<")
        if text.startswith("<"):
            self.left_out.append(f"the part “{key}” is text from a file; it is sent as a file")
        row = PartRow(
            key=key,
            value=_unquoted(text[1:]) if from_file else text,
            type=PartKind.FILE if from_file else PartKind.TEXT,
            content_type=notes.get("type", ""),
            file_name=notes.get("filename", ""),
        )
        self.forms.append(row)


@dataclass(frozen=True, slots=True)
class Taken:
    """What the data became: a body with its headers, or items of the query (`-G`)."""

    body: Body
    headers: tuple[Row, ...]
    query: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()


def body_of(parts: BodyParts, headers: Sequence[Row], in_query: bool) -> Taken:
    """The body that sends what curl would send.

    Args:
        parts: What the options say.
        headers: Of the command; a Content-Type that the body brings itself goes.
        in_query: Whether data is appended to the address (`-G`).
    """
    left_out = list(parts.left_out)
    if in_query and not parts.forms:
        left_out += [f"the file {name} for the query" for name in parts.files]
        return Taken(NoBody(), tuple(headers), tuple(parts.data), tuple(left_out))
    if parts.upload or parts.files:
        body, left = _file(parts)
        left_out += left
        default = "" if parts.upload else "application/json" if parts.json else FORM
    elif parts.forms:
        body, default = MultipartBody(rows=tuple(parts.forms)), ""
        if parts.data:
            left_out.append("the data beside the form")
    elif parts.data:
        default = "application/json" if parts.json else FORM
        body = _text(("" if parts.json else "&").join(parts.data), headers, default)
    else:
        return Taken(NoBody(), tuple(headers), (), tuple(left_out))
    if parts.json and not _value(headers, "accept"):
        headers = (*headers, Row(key="Accept", value="application/json"))
    return Taken(body, _typed(body, headers, default), (), tuple(left_out))


def _file(parts: BodyParts) -> tuple[Body, list[str]]:
    name = parts.upload or parts.files[0]
    left_out = [f"the file {other} beside {name}" for other in parts.files[1:]]
    if parts.data or parts.forms:
        left_out.append(f"the data beside the file {name}")
    if name in ("-", "."):
        return NoBody(), [*left_out, "the body from standard input"]
    return FileBody(file=name), left_out


def _text(text: str, headers: Sequence[Row], default: str) -> Body:
    media_type = (_value(headers, "content-type") or default).lower()
    if media_type.startswith(FORM) and _FORM_TEXT.fullmatch(text):
        fields = parse_qsl(text, keep_blank_values=True, errors="surrogateescape")
        if not any("\udc80" <= c <= "\udcff" for pair in fields for cell in pair for c in cell):
            return UrlencodedBody(rows=tuple(Row(key=k, value=v) for k, v in fields))
    language = next((known for word, known in _LANGUAGES if word in media_type), Language.TEXT)
    return RawBody(language=language, text=text)


def _typed(body: Body, headers: Sequence[Row], default: str) -> tuple[Row, ...]:
    """The headers with the Content-Type curl sends, unless the body brings the very same."""
    given = _value(headers, "content-type")
    wanted = given or default
    own = body.content_type
    if isinstance(body, MultipartBody) and wanted.lower().startswith(own):
        wanted = own  # its boundary is chosen anew
    if not wanted or wanted.lower() == own.lower():
        return tuple(row for row in headers if row.key.lower() != "content-type")
    return tuple(headers) if given else (*headers, Row(key="Content-Type", value=wanted))


def _value(headers: Sequence[Row], name: str) -> str:
    return next((row.value for row in headers if row.key.lower() == name), "")


def _first(text: str, marks: str) -> tuple[str, str, str]:
    """The text around the first of some characters; as `str.partition`."""
    found = re.search(f"[{marks}]", text)
    return (text[: found.start()], found[0], text[found.end() :]) if found else (text, "", "")


def _encoded(text: str) -> str:
    """Encoded as a form is, references left as they are."""
    pieces = _REFERENCE.split(text)
    return "".join(
        piece if index % 2 else quote_plus(piece, safe="", errors="replace")
        for index, piece in enumerate(pieces)
    )


def _unquoted(text: str) -> str:
    if len(text) >= 2 and text[0] == text[-1] == '"':
        return re.sub(r"\\(.)", r"\1", text[1:-1])
    return text
