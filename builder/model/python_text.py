"""Whether a text is Python that can be compiled."""

from __future__ import annotations

import ast
import warnings

from builder.model.text_fault import TextFault


def check_python(text: str) -> None:
    """Accept a module; nothing of it is run.

    Raises:
        TextFault: It cannot be compiled; with line and column.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            ast.parse(text)
    except SyntaxError as error:
        raise TextFault(error.msg, error.lineno or 1, max(1, error.offset or 1)) from None
    except (RecursionError, MemoryError):
        raise TextFault("it is nested too deep") from None
    except ValueError as error:
        raise TextFault(str(error)) from None
