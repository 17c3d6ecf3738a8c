"""JMESPath expressions over values whose numbers keep their digits.

The library tells types apart by the name of their class and reads literals as floats, so `Number`
would be no number to it. Here its parser reads literals with our reader, its interpreter compares
what can be compared, and its functions know `Number` and calculate exactly.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any, ClassVar

from jmespath.ast import literal
from jmespath.exceptions import JMESPathError, JMESPathTypeError
from jmespath.functions import TYPES_MAP, Functions, signature
from jmespath.parser import ParsedResult, Parser
from jmespath.visitor import Options, TreeInterpreter

from builder.model.json_text import Json, compact, parse
from builder.model.number import mean, total

_BACKTICKS = re.compile(r"`((?:[^`\\]|\\.)*)`", re.DOTALL)
_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?")
_NUMBER_TYPES = frozenset({"int", "float", "Number"})


class QueryError(ValueError):
    """A JMESPath expression that cannot be read, or cannot be applied to a value."""


class Query:
    """A compiled JMESPath expression.

    Args:
        source: Its text.

    Raises:
        QueryError: It cannot be read; the message says where.
    """

    __slots__ = ("_parsed", "source")

    def __init__(self, source: str) -> None:
        self.source = source
        try:
            self._parsed = _ExactParser().parse(source)
        except JMESPathError as error:
            raise QueryError(_first_line(error)) from None
        except RecursionError as error:
            raise QueryError(str(error)) from None

    def search(self, value: Json) -> Json:
        """What the expression finds in a value; null when it finds nothing.

        Raises:
            QueryError: A function got a value of a type it cannot take.
        """
        try:
            return _Interpreter().visit(self._parsed.parsed, value)
        except JMESPathTypeError as error:
            expected = " or ".join(error.expected_types)
            actual = TYPES_MAP.get(error.actual_type, error.actual_type)
            message = f"{error.function_name}() takes {expected}, not {actual}"
            raise QueryError(message) from None
        except JMESPathError as error:
            raise QueryError(_first_line(error)) from None
        except TypeError:
            raise QueryError("it compares values of different types") from None
        except (ArithmeticError, ValueError, RecursionError) as error:
            raise QueryError(str(error)) from None


def _first_line(error: JMESPathError) -> str:
    return str(error).splitlines()[0].removesuffix(":")


class _ExactParser(Parser):
    """The library's parser, with the digits of numbers in backticks kept."""

    _CACHE: ClassVar[dict[str, ParsedResult]] = {}

    def parse(self, expression: str) -> ParsedResult:
        self._source = expression
        parsed = super().parse(expression)
        self.purge()  # templates are cached whole; two caches would hold everything twice
        return parsed

    def _token_nud_literal(self, token: dict[str, Any]) -> Any:
        return literal(self._exact(token))

    def _exact(self, token: dict[str, Any]) -> Json:
        backticks = _BACKTICKS.match(self._source, token["start"])
        if backticks is None or isinstance(token["value"], str):
            return token["value"]
        return parse(backticks[1].replace("\\`", "`"))


class _Interpreter(TreeInterpreter):
    """The library's interpreter, to which text and numbers in one list are no fault."""

    def __init__(self) -> None:
        super().__init__(Options(custom_functions=_ExactFunctions()))

    def visit_comparator(self, node: Any, value: Json) -> Json:
        if node["value"] in ("eq", "ne"):
            return super().visit_comparator(node, value)
        left, right = (self.visit(child, value) for child in node["children"])
        if not _have_order(left, right):
            return None
        return self.COMPARATOR_FUNC[node["value"]](left, right)


def _have_order(left: Json, right: Json) -> bool:
    if isinstance(left, str) and isinstance(right, str):
        return True
    return type(left).__name__ in _NUMBER_TYPES and type(right).__name__ in _NUMBER_TYPES


class _ExactFunctions(Functions):
    """The library's functions over numbers that keep their digits."""

    def _get_allowed_pytypes(self, types: list[str]) -> tuple[list[str], list[tuple[str, ...]]]:
        allowed, inner = super()._get_allowed_pytypes(types)  # type: ignore[misc]
        return list(_with_number(allowed)), [_with_number(names) for names in inner]

    def _convert_to_jmespath_type(self, name: str) -> str:
        return "number" if name == "Number" else TYPES_MAP.get(name, "unknown")

    @signature({"types": ["array-number"]})
    def _func_avg(self, values: list[Json]) -> Json:
        return mean(values)

    @signature({"types": ["array-number"]})
    def _func_sum(self, values: list[Json]) -> Json:
        return total(values)

    @signature({"types": []})
    def _func_to_string(self, value: Json) -> str:
        return value if isinstance(value, str) else compact(value)

    @signature({"types": []})
    def _func_to_number(self, value: Json) -> Json:
        if type(value).__name__ in _NUMBER_TYPES:
            return value
        if not isinstance(value, str) or not _NUMBER.fullmatch(value):
            return None
        return parse(value)

    @signature({"types": []})
    def _func_type(self, value: Json) -> str:
        return self._convert_to_jmespath_type(type(value).__name__)


def _with_number(names: Iterable[str]) -> tuple[str, ...]:
    return (*names, "Number") if "float" in names else tuple(names)
