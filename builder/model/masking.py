"""Hides secret values wherever they could show, in every form they are usually written in."""

from __future__ import annotations

import re
from base64 import b64encode, urlsafe_b64encode
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from html import escape
from itertools import chain
from typing import Any
from urllib.parse import quote, quote_plus

import msgspec

from builder.model.body_encoding import BodyEncoding, decoded
from builder.model.environment import MINIMUM_MASKED
from builder.model.http import Header
from builder.model.json_text import compact
from builder.model.number import Number
from builder.model.text_fault import TextFault

MASK = "••••••"

_MASK_BYTES = MASK.encode()
_IN_QUERY = "!$'()*,;:@/%?+[]|"
_TELLING_BYTES = (b"\0", b"%", b"\\", b"&")
"""A spelling with one of these need not be looked for where that is not."""
_OUTSIDE_HOST = re.compile(r"[^\w.\-~:\[\]]+")
CUT = "…"
"""Stands where a text was cut off."""
_CUTS = (CUT, "”")
"""What follows where a message shows only the beginning of a text."""
_TELLING = 8
"""So many characters of a secret are hidden where it was cut off."""


class Masker:
    """Replaces secret values by a mask. Immutable; `also` makes one that hides more.

    Values shorter than four characters are left alone: hiding them everywhere would hide half of
    every text.
    """

    __slots__ = ("_forms", "_raw", "_values")

    def __init__(self, values: Iterable[str] = ()) -> None:
        self._values = frozenset(value for value in values if len(value) >= MINIMUM_MASKED)
        forms = {form for value in self._values for form in _forms(value)}
        self._forms = tuple(sorted(forms, key=len, reverse=True))
        raw = {form.encode("utf-8", "surrogatepass") for form in self._forms}
        raw.update(form for value in self._values for form in _raw_forms(value))
        self._raw = tuple(sorted(raw, key=len, reverse=True))

    def __bool__(self) -> bool:
        return bool(self._forms)

    def __repr__(self) -> str:
        return f"Masker({len(self._values)} values)"

    def also(self, values: Iterable[str]) -> Masker:
        """A masker that hides these values too; the same one when it already does."""
        more = {value for value in values if len(value) >= MINIMUM_MASKED}
        return self if more <= self._values else Masker(self._values | more)

    def text(self, text: str) -> str:
        """The text without secrets, and without the beginnings of those that were cut off."""
        for form in self._forms:
            if form in text:
                text = text.replace(form, MASK)
        return self._without_cut(text) if any(mark in text for mark in _CUTS) else text

    def _without_cut(self, text: str) -> str:
        """A message that shows only so much of a text may show the beginning of a secret."""
        for form in self._forms:
            at = text.find(form[:_TELLING]) if len(form) > _TELLING else -1
            while at >= 0:
                end = at + _alike(form, text[at : at + len(form)])
                if text[end : end + 1] in _CUTS:
                    text = text[:at] + MASK + text[end:]
                at = text.find(form[:_TELLING], at + 1)
        return text

    def data(self, data: bytes) -> bytes:
        """The bytes without secrets, in UTF-8."""
        for form in self._raw:
            if form in data:
                data = data.replace(form, _MASK_BYTES)
        return data

    def finds(self, chunks: Iterable[bytes]) -> Iterator[bool]:
        """For each chunk in turn whether a secret ends in it; it may have begun in an earlier one.

        This changes nothing, and so is the faster way to learn that there is nothing to hide.
        """
        sought = self._sought()
        overlap = max((len(form) for form in self._raw), default=1) - 1
        held = b""
        for chunk in chunks:
            held += chunk
            yield any(
                telling in held and any(form in held for form in forms)
                for telling, forms in sought.items()
            )
            held = held[max(0, len(held) - overlap) :]

    def _sought(self) -> dict[bytes, list[bytes]]:
        """The spellings that hold no shorter one, by a byte that is there when they are."""
        sought: dict[bytes, list[bytes]] = {}
        for form in reversed(self._raw):
            if not any(shorter in form for shorter in chain.from_iterable(sought.values())):
                telling = next((byte for byte in _TELLING_BYTES if byte in form), b"")
                sought.setdefault(telling, []).append(form)
        return sought

    def stream(self, chunks: Iterable[bytes]) -> Iterator[bytes]:
        """The chunks without secrets, those that lie across two chunks included."""
        held = b""
        for chunk in chunks:
            held += chunk
            cut = self._cut(held)
            yield self.data(held[:cut])
            held = held[cut:]
        yield self.data(held)

    def _cut(self, data: bytes) -> int:
        """Where data may be cut: no secret is cut, and none begins before and ends later."""
        cut = max(0, len(data) - max((len(form) - 1 for form in self._raw), default=0))
        moved = True
        while moved:
            moved = False
            for form in self._raw:
                at = data.find(form, max(0, cut - len(form) + 1), cut + len(form) - 1)
                if 0 <= at < cut:
                    cut, moved = at, True
        return cut

    def headers(self, headers: tuple[Header, ...]) -> tuple[Header, ...]:
        """The headers without secrets."""
        if not self._forms:
            return headers
        return tuple((self.text(name), self.text(value)) for name, value in headers)

    def json(self, value: Any) -> Any:
        """The JSON value without secrets in its texts and keys; shared where nothing changes."""
        if not self._forms:
            return value
        written = compact(value)
        return value if self.clean((written,)) and CUT not in written else self._json(value)

    def clean(self, texts: Iterable[str]) -> bool:
        """Whether none of the texts has a secret in it: one search through all of them."""
        joined = "\n".join(texts)
        return not any(form in joined for form in self._forms)

    def _json(self, value: Any) -> Any:
        if isinstance(value, str):
            return self.text(value)
        if isinstance(value, Mapping):
            return {self.text(key): self._json(item) for key, item in value.items()}
        if isinstance(value, list):
            return [self._json(item) for item in value]
        if isinstance(value, int | Number) and not isinstance(value, bool):
            written = compact(value)
            return value if self.clean((written,)) else self.text(written)
        return value


def _alike(one: str, other: str) -> int:
    """How many characters two texts begin alike with."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((at for at, (a, b) in pairs if a != b), min(len(one), len(other)))


def _forms(value: str) -> Iterable[str]:
    """How a value may be written: as it is, percent-encoded, escaped for JSON and XML, Base64."""
    yield value
    for encoded in (
        quote(value, safe="", errors="replace"),
        quote(value, errors="replace"),
        quote(value, safe=_IN_QUERY, errors="replace"),
        quote_plus(value, errors="replace"),
        quote_plus(value, safe="*", errors="replace").replace("~", "%7E"),
        _OUTSIDE_HOST.sub(lambda found: quote(found[0], safe="", errors="replace"), value),
    ):
        yield encoded
        yield _lower_percent(encoded)
    for form in _json_forms(value):
        yield form
        yield from _json_forms(form)  # text in quotes in a GraphQL query, which is JSON text itself
    yield escape(value, quote=False)
    yield escape(value).replace("&#x27;", "&apos;")
    yield escape(value)
    yield from _base64_forms(value.encode("utf-8", "replace"))


def _raw_forms(value: str) -> Iterable[bytes]:
    """The bytes of a value in a body that is not UTF-8, and those that it may name as digits."""
    yield value.encode("utf-16-le", "surrogatepass")
    yield value.encode("latin-1", "xmlcharrefreplace")
    for encoding in (BodyEncoding.HEX, BodyEncoding.BASE64, BodyEncoding.BASE64URL):
        with suppress(TextFault):
            if len(content := decoded(value, encoding)) >= MINIMUM_MASKED:
                yield content


def _lower_percent(encoded: str) -> str:
    """The same with %2f instead of %2F."""
    head, *rest = encoded.split("%")
    return "%".join([head, *(part[:2].lower() + part[2:] for part in rest)])


def _json_forms(value: str) -> Iterable[str]:
    """Inside quotes, with non-ASCII as it is and escaped, slashes as they are and escaped."""
    plain = msgspec.json.encode(value.encode("utf-8", "replace").decode()).decode()[1:-1]
    ascii_only = "".join(c if c.isascii() else _unicode_escape(c) for c in plain)
    for form in (plain, ascii_only):
        yield form
        yield form.replace("/", "\\/")


def _unicode_escape(character: str) -> str:
    units = character.encode("utf-16-be")
    return "".join(f"\\u{units[i : i + 2].hex()}" for i in range(0, len(units), 2))


def _base64_forms(value: bytes) -> Iterable[str]:
    """The characters that are sure to appear when a text holding the value is Base64-encoded.

    Three bytes make four characters, so the value looks different at each of three alignments;
    characters shared with what stands before and after it are left out.
    """
    for before in range(3):
        for encode in (b64encode, urlsafe_b64encode):
            encoded = encode(b"\0" * before + value).decode("ascii")
            start = -(-before * 8 // 6)
            end = (before + len(value)) * 8 // 6
            if end - start >= MINIMUM_MASKED:
                yield encoded[start:end]
    yield b64encode(value).decode("ascii").rstrip("=")
