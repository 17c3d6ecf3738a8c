"""The lines of a UTF-8 file, one at a time, whatever its size."""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from builder.engine.rows.row import LONGEST, RowsError

_WIDE = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
NOT_UTF8 = "The text is not UTF-8. Save the file as UTF-8 and try again."
UTF16 = "The file is UTF-16. Save it as UTF-8 and try again."


def text_lines(file: BinaryIO, path: Path) -> Iterator[str]:
    """Each line with its line break; a byte order mark is skipped.

    Raises:
        RowsError: A line is not UTF-8, or longer than 16 MB.
        OSError: The file cannot be read.
    """
    number = 0
    while line := file.readline(LONGEST + 1):
        number += 1
        if number == 1:
            refuse_wide(line, path)
            line = line.removeprefix(codecs.BOM_UTF8)
        if len(line) > LONGEST:
            raise RowsError(path, f"The line has more than {LONGEST:,} bytes.", number)
        try:
            yield line.decode()
        except UnicodeDecodeError as error:
            reason = f"{NOT_UTF8} (Byte {error.start + 1} of the line.)"
            raise RowsError(path, reason, number) from None


def refuse_wide(beginning: bytes, path: Path) -> None:
    """Refuse a file that begins with the mark of UTF-16.

    Raises:
        RowsError: It does.
    """
    if beginning.startswith(_WIDE):
        raise RowsError(path, UTF16, 1)
