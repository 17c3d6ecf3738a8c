"""Makes a literal that was typed into a password-like field a secret variable."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel

from builder.document import environment_edits as edits
from builder.document.document import Document
from builder.document.environments import Environments
from builder.look.language import tr
from builder.model.edit import replace_step
from builder.model.environment import Environment, Variable
from builder.model.secret import Secret
from builder.model.workflow import find
from builder.panels.step_panel import SecretOffer

FIRST_ENVIRONMENT = "local"


def make_secret(document: Document, environments: Environments, offer: SecretOffer) -> str:
    """Keep the literal as a secret variable of the environment in use, and refer to it.

    The literal goes to the secret store alone; the step gets `{{env.NAME}}` as one undoable edit.

    Returns:
        A sentence that says where it is now.
    """
    name = keep_secret(environments, offer.place, offer.text)
    step = find(document.workflow, offer.step)
    if step is not None:
        reference = Secret(text=f"{{{{env.{name}}}}}")
        new = with_value(step, offer.place.split("."), reference)
        after = replace_step(document.workflow, offer.step, new)
        document.edit(tr("Make “{name}” a secret variable", name=name), after)
    return kept(environments, name)


def kept(environments: Environments, name: str) -> str:
    """A sentence that says where a new secret is."""
    keeper = tr(environments.secrets.keeper)
    return tr(
        "It is now the secret variable “{name}” of “{environment}”, kept in {keeper}.",
        name=name,
        environment=environments.current,
        keeper=keeper,
    )


def keep_secret(environments: Environments, place: str, text: str) -> str:
    """Keep a literal as a secret variable of the environment in use; the variable's name.

    An environment is made when there is none.

    Args:
        environments: The workspace's.
        place: Dotted place of the field it was typed into.
        text: The literal.
    """
    if not environments.current:
        names = tuple(environments.all)
        if names:
            environments.choose(names[0])
        else:
            edits.create(environments, FIRST_ENVIRONMENT)
    chosen = environments.current
    name = free_name(environments.all[chosen], place)
    environments.set_secret(chosen, name, text)
    edits.add_variable(environments, chosen, Variable(name=name, secret=True))
    return name


def free_name(environment: Environment, place: str) -> str:
    """A name for the variable that is not taken, after the field it was typed into."""
    words = [word for word in place.split(".") if not word.isdigit()]
    base = words[-1] if words[-1] != "value" else "secret"
    name, number = base, 2
    while environment.variable(name) is not None:
        name, number = f"{base}_{number}", number + 1
    return name


def with_value(value: Any, place: list[str], new: Any) -> Any:
    """A value with what stands at a dotted place in it replaced.

    Args:
        value: A model or a tuple of models.
        place: The way: field names, and positions in tuples.
        new: What stands there from now on.
    """
    if not place:
        return new
    first, rest = place[0], place[1:]
    if isinstance(value, tuple):
        index = int(first)
        return (*value[:index], with_value(value[index], rest, new), *value[index + 1 :])
    assert isinstance(value, BaseModel)
    return value.model_copy(update={first: with_value(getattr(value, first), rest, new)})
