"""How steps decide by rules: what goes wrong in them is an error of the step."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from builder.model.rules import RuleError, RuleSet, explain
from builder.model.scanner import TemplateError
from builder.model.scope import UnresolvedReference
from builder.model.step import StepError


@contextmanager
def deciding(field: str) -> Iterator[None]:
    """While rules are evaluated; `field` holds them.

    Raises:
        StepError: "rule", "reference" or "template": a rule cannot be decided.
    """
    try:
        yield
    except RuleError as error:
        raise StepError("rule", str(error), field) from None
    except UnresolvedReference as error:
        raise StepError("reference", error.message, field) from None
    except TemplateError as error:
        raise StepError("template", error.message, field) from None


def rules_summary(rules: RuleSet) -> str:
    """The first rule, and how many more there are."""
    every = [rule for group in rules.groups for rule in group]
    if not every:
        return ""
    more = f" (+{len(every) - 1})" if len(every) > 1 else ""
    return explain(every[0]) + more
