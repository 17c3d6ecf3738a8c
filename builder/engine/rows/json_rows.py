"""Rows of JSON: a list in one file (RFC 8259), or one value a line (JSON Lines)."""

from __future__ import annotations

import codecs
import json
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from builder.engine.rows.row import LONGEST, Row, RowsError
from builder.engine.rows.text_lines import NOT_UTF8, refuse_wide, text_lines
from builder.model.json_text import Json, JsonError, parse

_CHUNK = 1024 * 1024
_BLANKS = " \t\r\n"
# Finds where a value ends; what it stands for is read by `parse`, which keeps every digit.
_ENDS = json.JSONDecoder(parse_float=str, parse_int=str, parse_constant=str)


def json_line_rows(file: BinaryIO, path: Path) -> Iterator[Row]:
    """A row a line; empty lines are left out.

    Raises:
        RowsError: A line is no JSON, is null, or not UTF-8.
        OSError: The file cannot be read.
    """
    number = 0
    for line, text in enumerate(text_lines(file, path), 1):
        stripped = text.strip(_BLANKS)
        if stripped:
            number += 1
            yield Row(number, line, _value(stripped, line, path))


def json_rows(file: BinaryIO, path: Path) -> Iterator[Row]:
    """The members of the list that a file holds, read one by one.

    Raises:
        RowsError: No JSON, no list, a member is null or larger than 16 MB, not UTF-8.
        OSError: The file cannot be read.
    """
    text = _Text(file, path)
    if text.next() != "[":
        raise RowsError(path, "The file must hold a list of rows: [{…}, {…}].", text.line)
    text.skip()
    number = 0
    while (sign := text.next()) != "]" or number:
        if number:
            if sign == "]":
                break
            if sign != ",":
                raise RowsError(path, "After a row, “,” or “]” is expected.", text.line)
            text.skip()
            text.next()
        number += 1
        line = text.line
        yield Row(number, line, _value(text.value(), line, path))
    text.skip()
    if text.next():
        raise RowsError(path, "Something follows the end of the list.", text.line)


def _value(text: str, line: int, path: Path) -> Json:
    try:
        value = parse(text)
    except JsonError as error:
        raise RowsError(path, f"{error.reason}.", line + max(0, error.line - 1)) from None
    if value is None:
        raise RowsError(path, "A row cannot be null.", line)
    return value


class _Text:
    """A file's text behind a cursor; what is behind the cursor is forgotten.

    Attributes:
        line: The line the cursor is in.
    """

    def __init__(self, file: BinaryIO, path: Path) -> None:
        self._file = file
        self._path = path
        self._decoder = codecs.getincrementaldecoder("utf-8")()
        self._text = ""
        self._at = 0
        self._ended = False
        self.line = 1
        self._fill()
        self._text = self._text.removeprefix("\ufeff")

    def next(self) -> str:
        """The character that comes next, blanks left out; empty at the end."""
        while True:
            rest = self._text[self._at : self._at + 256]
            self._move(len(rest) - len(rest.lstrip(_BLANKS)))
            if self._at < len(self._text):
                if self._text[self._at] not in _BLANKS:
                    return self._text[self._at]
            elif self._ended:
                return ""
            else:
                self._fill()

    def skip(self) -> None:
        """Pass the character that comes next."""
        self._at += 1

    def value(self) -> str:
        """Pass a whole JSON value; its text.

        Raises:
            RowsError: There is none.
        """
        while True:
            try:
                _, end = _ENDS.raw_decode(self._text, self._at)
            except json.JSONDecodeError as error:
                if self._ended or len(self._text) - self._at > LONGEST:
                    raise self._broken(error) from None
                self._fill()
                continue
            except RecursionError:
                raise RowsError(self._path, "The JSON is nested too deep.", self.line) from None
            if end < len(self._text) or self._ended:
                found = self._text[self._at : end]
                self._move(len(found))
                return found
            self._fill()

    def _broken(self, error: json.JSONDecodeError) -> RowsError:
        line = self.line + self._text.count("\n", self._at, error.pos)
        if len(self._text) - error.pos < 64 and not self._ended:
            return RowsError(self._path, f"The row has more than {LONGEST:,} bytes.", self.line)
        return RowsError(self._path, f"{error.msg.removesuffix(' at')}.", line)

    def _move(self, count: int) -> None:
        self.line += self._text.count("\n", self._at, self._at + count)
        self._at += count

    def _fill(self) -> None:
        """Read on: as much again as is here, so that a long row is not tried too often."""
        rest = self._text[self._at :]
        data = self._file.read(max(_CHUNK, len(rest)))
        if not rest and self._at == 0:
            refuse_wide(data, self._path)
        self._ended = not data
        try:
            self._text = rest + self._decoder.decode(data, self._ended)
        except UnicodeDecodeError as error:
            line = self.line + rest.count("\n") + error.object.count(b"\n", 0, error.start)
            raise RowsError(self._path, NOT_UTF8, line) from None
        self._at = 0
