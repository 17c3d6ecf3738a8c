"""Kinds: classes that register themselves in a family when they are defined.

A family (steps, authorizations, bodies) is an abstract subclass of `Kind`; each concrete subclass
that names its `kind` joins it. `any_of(family)` is the pydantic type "one of this family", read
from the registry when something is validated first, by when all kinds have been imported.
"""

from __future__ import annotations

from typing import Annotated, Any, ClassVar, Self, Union

from pydantic import Discriminator, GetCoreSchemaHandler, Tag
from pydantic_core import CoreSchema

from builder.model.value import Value

UNKNOWN = "?"
"""Tag of what no imported kind recognises."""


class Kind(Value):
    """A member of a family. `kind` is what a file calls it; `label` is what the user reads."""

    kind: str
    label: ClassVar[str] = ""
    family: ClassVar[dict[str, type[Kind]]]

    def __init_subclass__(cls, family: bool = False, **config: Any) -> None:
        """Register the subclass under its `kind`; `family=True` opens a new family instead."""
        super().__init_subclass__(**config)
        if family:
            cls.family = {}

    @classmethod
    def __pydantic_init_subclass__(cls, family: bool = False, **config: Any) -> None:
        """Join the family once the fields are known.

        Raises:
            TypeError: Two classes claim the same kind.
        """
        super().__pydantic_init_subclass__(**config)
        name = cls.model_fields["kind"].default
        if not isinstance(name, str):
            return
        if cls.family.setdefault(name, cls) is not cls:
            raise TypeError(f"kind {name!r} is claimed by {cls.family[name]} and {cls}")

    @classmethod
    def called(cls, name: str) -> type[Self]:
        """The member of this family that files call `name`.

        Raises:
            KeyError: No imported kind has that name.
        """
        member = cls.family[name]
        assert issubclass(member, cls)
        return member


def any_of(family: type[Kind]) -> Any:
    """The pydantic type "any imported kind of this family", told apart by the key `kind`."""
    return Annotated[family, _Members(family)]


class _Members:
    """Stands beside a family in a type, in place of the members that are yet to be imported."""

    def __init__(self, family: type[Kind]) -> None:
        self._family = family

    def __get_pydantic_core_schema__(
        self, source: type[Kind], handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        return handler.generate_schema(_union(self._family))


def _union(family: type[Kind]) -> Any:
    members = family.family

    def tag(data: Any) -> str:
        name = data.get("kind") if isinstance(data, dict) else getattr(data, "kind", None)
        return name if isinstance(name, str) and name in members else UNKNOWN

    choices = tuple(Annotated[member, Tag(name)] for name, member in members.items())
    return Annotated[Union[choices], Discriminator(tag)]  # noqa: UP007 - built at run time
