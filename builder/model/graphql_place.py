"""Where a place in a GraphQL document is: what could be typed there, however unfinished the text.

The text before the place is read token by token (specification of October 2021, section 2); what is
wrong in it is skipped, so that a document that is being typed is understood as far as it goes.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import Enum, auto
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from graphql import GraphQLSchema

_TOKEN = re.compile(
    r"""(?P<comment>\#[^\n]*)
    | (?P<string>\"{3}(?:\\\"{3}|(?!\"{3})[\s\S])*(?:\"{3})?|"(?:\\.|[^"\\\n])*"?)
    | (?P<number>-?[0-9][0-9A-Za-z_.+-]*)
    | (?P<name>[A-Za-z_]\w*)
    | (?P<mark>\.\.\.|[!$&()\[\]{}:=@|])""",
    re.VERBOSE | re.ASCII,
)
_PREFIX = re.compile(r"[A-Za-z_]\w*\Z", re.ASCII)
_OPERATIONS = ("query", "mutation", "subscription")
_CLOSING = (")", "]", "}")


class Wanted(Enum):
    """What is expected at a place."""

    NOTHING = auto()
    DEFINITION = auto()
    FIELD = auto()
    SPREAD = auto()
    CONDITION = auto()
    ARGUMENT = auto()
    VALUE = auto()
    VARIABLE = auto()
    DIRECTIVE = auto()
    INPUT_TYPE = auto()


@dataclass(frozen=True, slots=True)
class Place:
    """What is expected at a place, and of which type.

    Attributes:
        wanted: The sort of name.
        type: The type around a field or spread, or that of a value; None when it is not known.
        names: Arguments or input fields that can be given here.
        location: Where a directive stands, as the specification calls it ("FIELD").
        prefix: The part of a name that stands before the place already.
        definition: Number of the token at which the operation or fragment around begins.
    """

    wanted: Wanted = Wanted.NOTHING
    type: Any = None
    names: Mapping[str, Any] | None = None
    location: str = ""
    prefix: str = ""
    definition: int = 0


def tokens(text: str) -> Iterator[tuple[str, str]]:
    """Kind and text of every token but comments."""
    for found in _TOKEN.finditer(text):
        if found.lastgroup is not None and found.lastgroup != "comment":
            yield found.lastgroup, found[0]


def place_at(schema: GraphQLSchema, before: str) -> Place:
    """What is expected behind a text.

    Args:
        schema: The types there are.
        before: The document up to the place.
    """
    last = deque(_TOKEN.finditer(before), maxlen=1)
    if last and last[0].end() == len(before) and _closed_in(last[0]):
        return Place()
    found = _PREFIX.search(before)
    prefix = found[0] if found else ""
    finder = _Finder(schema, tuple(tokens(before[: len(before) - len(prefix)])))
    finder.read()
    here = finder.here
    return Place(here.wanted, here.type, here.names, here.location, prefix, finder.definition)


def _closed_in(token: re.Match[str]) -> bool:
    """Whether the place behind a token is inside a comment, a string or a number."""
    text = token[0]
    if token.lastgroup == "string":
        quotes = '"""' if text.startswith('"""') else '"'
        return len(text) < 2 * len(quotes) or not text.endswith(quotes)
    return token.lastgroup in ("comment", "number")


class _End(Exception):
    """There are no more tokens: what is expected now is expected at the place."""


class _Finder:
    """Reads tokens and keeps what is expected next."""

    def __init__(self, schema: GraphQLSchema, read: tuple[tuple[str, str], ...]) -> None:
        self.here = Place()
        self.definition = 0
        self._schema = schema
        self._tokens = read
        self._at = 0

    def read(self) -> None:
        """Go through all tokens."""
        try:
            while True:
                self.definition = self._at
                self.here = Place(Wanted.DEFINITION)
                self._definition()
        except _End:
            return
        except RecursionError:
            self.here = Place()

    def _definition(self) -> None:
        word = self._next()
        if word == "{":
            self._selection(self._schema.query_type)
        elif word in _OPERATIONS:
            self._operation(word)
        elif word == "fragment":
            self._fragment()

    def _operation(self, word: str) -> None:
        self.here = Place()
        self._name()
        if self._take("("):
            self._variables()
        self.here = Place()
        self._directives(word.upper(), Place())
        if self._take("{"):
            self._selection(getattr(self._schema, f"{word}_type"))

    def _fragment(self) -> None:
        self.here = Place()
        self._name()
        self._take("on")
        self.here = Place(Wanted.CONDITION)
        kind = self._schema.get_type(self._name())
        self.here = Place()
        self._directives("FRAGMENT_DEFINITION", Place())
        if self._take("{"):
            self._selection(kind)

    def _selection(self, parent: Any) -> None:
        while True:
            self.here = Place(Wanted.FIELD, parent)
            word = self._next()
            if word == "}":
                return
            if word == "...":
                self._spread(parent)
            elif self._was_name():
                self._field(parent, word)

    def _field(self, parent: Any, name: str) -> None:
        beside = Place(Wanted.FIELD, parent)
        self.here = beside
        if self._take(":"):
            name = self._name()
        field = field_of(self._schema, parent, name)
        self.here = beside
        if self._take("("):
            self._arguments(field.args if field else {})
        self.here = beside
        self._directives("FIELD", beside)
        if self._take("{"):
            self._selection(_named(field.type) if field else None)

    def _spread(self, parent: Any) -> None:
        self.here = Place(Wanted.SPREAD, parent)
        kind, where = parent, "INLINE_FRAGMENT"
        if self._take("on"):
            self.here = Place(Wanted.CONDITION, parent)
            kind = self._schema.get_type(self._name())
        elif self._name():
            where = "FRAGMENT_SPREAD"
        beside = Place(Wanted.FIELD, parent)
        self.here = beside
        self._directives(where, beside)
        if where == "INLINE_FRAGMENT" and self._take("{"):
            self._selection(kind)

    def _directives(self, location: str, beside: Place) -> None:
        while self._take("@"):
            self.here = Place(Wanted.DIRECTIVE, location=location)
            directive = self._schema.get_directive(self._name())
            self.here = beside
            if self._take("("):
                self._arguments(directive.args if directive else {})
            self.here = beside

    def _arguments(self, known: Mapping[str, Any], closing: str = ")") -> None:
        left = dict(known)
        while True:
            self.here = Place(Wanted.ARGUMENT, names=left)
            word = self._next()
            if word == closing:
                return
            if word in ("{", *_CLOSING):  # the closing one was forgotten
                self._at -= 1
                return
            if self._was_name():
                left.pop(word, None)
                self.here = Place()
                if self._take(":"):
                    argument = known.get(word)
                    self._value(argument.type if argument else None)

    def _value(self, kind: Any) -> None:
        self.here = Place(Wanted.VALUE, kind)
        word = self._next()
        if word == "$":
            self.here = Place(Wanted.VARIABLE, kind)
            self._name()
        elif word == "[":
            self._list(_item(kind))
        elif word == "{":
            self._arguments(getattr(_named(kind), "fields", None) or {}, "}")
        elif word in _CLOSING:
            self._at -= 1

    def _list(self, item: Any) -> None:
        while True:
            self.here = Place(Wanted.VALUE, item)
            if self._peek() in _CLOSING:
                self._take("]")
                return
            self._value(item)

    def _variables(self) -> None:
        while True:
            self.here = Place()
            word = self._next()
            if word in (")", "{"):
                self._at -= word == "{"
                return
            if word == "$":
                self._variable()

    def _variable(self) -> None:
        self._name()
        kind = None
        if self._take(":"):
            self.here = Place(Wanted.INPUT_TYPE)
            while self._take("["):
                pass
            kind = self._schema.get_type(self._name())
            self.here = Place()
            while self._peek() in ("!", "]"):
                self._at += 1
        if self._take("="):
            self._value(kind)
        self.here = Place()
        self._directives("VARIABLE_DEFINITION", Place())

    def _next(self) -> str:
        word = self._peek()
        self._at += 1
        return word

    def _peek(self) -> str:
        if self._at >= len(self._tokens):
            raise _End
        return self._tokens[self._at][1]

    def _was_name(self) -> bool:
        return self._tokens[self._at - 1][0] == "name"

    def _take(self, word: str) -> bool:
        if self._peek() != word:
            return False
        self._at += 1
        return True

    def _name(self) -> str:
        """The next token, if it is a name; empty if not."""
        word = self._peek()
        if self._tokens[self._at][0] != "name":
            return ""
        self._at += 1
        return word


def field_of(schema: GraphQLSchema, parent: Any, name: str) -> Any:
    """A field of a type, those every type has included; None without such a field."""
    return fields_of(schema, parent).get(name)


def fields_of(schema: GraphQLSchema, parent: Any) -> dict[str, Any]:
    """The fields that can be asked of a type, those that describe the schema last."""
    import graphql

    if not graphql.is_composite_type(parent):
        return {}
    found: dict[str, Any] = dict(getattr(parent, "fields", {}))  # a union has none
    found["__typename"] = graphql.TypeNameMetaFieldDef
    if parent is schema.query_type:
        found["__schema"] = graphql.SchemaMetaFieldDef
        found["__type"] = graphql.TypeMetaFieldDef
    return found


def _named(kind: Any) -> Any:
    import graphql

    return graphql.get_named_type(kind)


def _item(kind: Any) -> Any:
    import graphql

    bare = graphql.get_nullable_type(kind) if kind is not None else None
    return bare.of_type if graphql.is_list_type(bare) else bare
