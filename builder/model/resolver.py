"""Fields with references, resolved against a scope."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from builder.model.landing import Landing
from builder.model.scanner import TemplateError
from builder.model.scope import Scope, UnresolvedReference
from builder.model.step import StepError
from builder.model.template import parse

if TYPE_CHECKING:
    from builder.model.connection import Connection

NO_CONNECTIONS: Mapping[str, Connection] = MappingProxyType({})


class FieldResolver:
    """The `Resolver` of a running step, and of a form that shows what a field stands for.

    Attributes:
        scope: Where references find their values.
        folder: The workspace, which file paths in rows are relative to; None without one.
        connections: The workspace's connections by name.
    """

    def __init__(
        self,
        scope: Scope,
        folder: Path | None = None,
        connections: Mapping[str, Connection] = NO_CONNECTIONS,
    ) -> None:
        self.scope = scope
        self.folder = folder
        self.connections = connections

    def text(self, template: str, field: str = "", landing: Landing = Landing.PLAIN) -> str:
        """See `Resolver.text`."""
        if "{{" not in template:
            return template
        try:
            return parse(template).render(self.scope, landing)
        except UnresolvedReference as error:
            raise StepError("reference", error.message, field) from None
        except TemplateError as error:
            raise StepError("template", error.message, field) from None

    def value(self, template: str, field: str = "") -> Any:
        """See `Resolver.value`."""
        if "{{" not in template:
            return template
        try:
            return parse(template).value(self.scope)
        except UnresolvedReference as error:
            raise StepError("reference", error.message, field) from None
        except TemplateError as error:
            raise StepError("template", error.message, field) from None
