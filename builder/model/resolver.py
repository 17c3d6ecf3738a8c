"""Fields with references, resolved against a scope."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from builder.model.landing import Landing
from builder.model.scanner import TemplateError
from builder.model.scope import Scope, UnresolvedReference
from builder.model.step import StepError
from builder.model.template import parse


class FieldResolver:
    """The `Resolver` of a running step, and of a form that shows what a field stands for.

    Attributes:
        scope: Where references find their values.
        folder: The workspace, which file paths in rows are relative to; None without one.
    """

    def __init__(self, scope: Scope, folder: Path | None = None) -> None:
        self.scope = scope
        self.folder = folder

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
