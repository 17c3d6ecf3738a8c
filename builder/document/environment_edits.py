"""Edits of environments, each one undoable; values of secrets go along where names change."""

from __future__ import annotations

from builder.document.environments import Environments
from builder.look.language import tr
from builder.model.environment import Environment, Variable
from builder.storage.workspace import name_fault


def fault_of(environments: Environments, name: str, renamed: str = "") -> str:
    """Why an environment cannot be called that; empty when it can.

    Args:
        environments: Those there are.
        name: What is wanted.
        renamed: The environment that is to get the name, so that its own name is not taken.
    """
    taken = {other.casefold() for other in environments.names if other != renamed}
    if name.casefold() in taken:
        return tr("There is an environment “{name}” already.", name=name)
    return name_fault(name)


def free_name(environments: Environments, wanted: str = "new") -> str:
    """The wanted name, with a number behind it when it is taken."""
    name, number = wanted, 2
    while fault_of(environments, name):
        name, number = f"{wanted} {number}", number + 1
    return name


def create(environments: Environments, name: str) -> None:
    """Make an empty environment and use it.

    Raises:
        ValueError: It cannot be called that; the message says why.
    """
    _refuse(fault_of(environments, name))
    environments.edit(name, Environment(), tr("New environment “{name}”", name=name))
    environments.choose(name)


def rename(environments: Environments, old: str, new: str) -> None:
    """Rename an environment; it stays in use when it was.

    Raises:
        ValueError: It cannot be called that; the message says why.
    """
    if new == old:
        return
    _refuse(fault_of(environments, new, renamed=old))
    value = environments.all[old]
    for variable in value.variables:
        _copy_secret(environments, (old, variable.name), (new, variable.name), variable)
    used = environments.current == old
    others = {name: other for name, other in environments.all.items() if name != old}
    environments.edit_all(tr("Rename {name}", name=f"“{old}”"), {**others, new: value})
    if used:
        environments.choose(new)


def remove(environments: Environments, name: str) -> None:
    """Delete an environment; undo brings it back."""
    others = {other: value for other, value in environments.all.items() if other != name}
    environments.edit_all(tr("Delete {name}", name=f"“{name}”"), others)


def set_production(environments: Environments, name: str, production: bool) -> None:
    """Mark an environment as production, or no longer."""
    environment = environments.all[name]
    if environment.production == production:
        return
    words = tr("Mark “{name}” as production") if production else tr("Unmark “{name}”")
    after = environment.model_copy(update={"production": production})
    environments.edit(name, after, words.format(name=name))


def variable_fault(environment: Environment, name: str, renamed: str = "") -> str:
    """Why a variable cannot be called that; empty when it can."""
    if not name.strip():
        return tr("A variable needs a name.")
    if name != renamed and environment.variable(name) is not None:
        return tr("There is a variable “{name}” already.", name=name)
    return ""


def add_variable(environments: Environments, name: str, variable: Variable) -> None:
    """Put a variable behind the others.

    Raises:
        ValueError: It cannot be called that; the message says why.
    """
    environment = environments.all[name]
    _refuse(variable_fault(environment, variable.name))
    variables = (*environment.variables, variable)
    environments.edit(name, _with(environment, variables), tr("Add {name}", name=variable.name))


def remove_variable(environments: Environments, name: str, variable: str) -> None:
    """Take a variable out."""
    environment = environments.all[name]
    rest = tuple(v for v in environment.variables if v.name != variable)
    environments.edit(name, _with(environment, rest), tr("Remove {name}", name=variable))


def rename_variable(environments: Environments, name: str, old: str, new: str) -> None:
    """Rename a variable.

    Args:
        environments: All environments.
        name: The environment.
        old: The variable.
        new: What it is to be called.

    Raises:
        ValueError: It cannot be called that; the message says why.
    """
    environment = environments.all[name]
    variable = environment.variable(old)
    if variable is None or old == new:
        return
    _refuse(variable_fault(environment, new, renamed=old))
    _copy_secret(environments, (name, old), (name, new), variable)
    after = variable.model_copy(update={"name": new})
    environments.edit(name, _replaced(environment, old, after), tr("Rename {name}", name=old))


def set_value(environments: Environments, name: str, variable: str, value: str) -> None:
    """Give a plain variable another value; edits of one variable in a row become one.

    Args:
        environments: All environments.
        name: The environment.
        variable: The variable; nothing happens when there is none, or it is secret.
        value: What it is to be.
    """
    environment = environments.all[name]
    old = environment.variable(variable)
    if old is None or old.secret or old.value == value:
        return
    after = _replaced(environment, variable, old.model_copy(update={"value": value}))
    environments.edit(name, after, tr("Edit {name}", name=variable), merge=f"{name}.{variable}")


def mark_secret(environments: Environments, name: str, variable: str, secret: bool) -> None:
    """Make a variable secret, its value with it; or plain, and then empty.

    A value never goes from the secret store into a file by itself: someone who makes a secret
    plain types it anew.
    """
    environment = environments.all[name]
    old = environment.variable(variable)
    if old is None or old.secret == secret:
        return
    if secret and old.value:
        environments.secrets.set(name, variable, old.value)
    after = old.model_copy(update={"secret": secret, "value": ""})
    text = tr("Make {name} secret" if secret else "Make {name} plain", name=variable)
    environments.edit(name, _replaced(environment, variable, after), text)


def _refuse(fault: str) -> None:
    if fault:
        raise ValueError(fault)


def _with(environment: Environment, variables: tuple[Variable, ...]) -> Environment:
    return environment.model_copy(update={"variables": variables})


def _replaced(environment: Environment, name: str, after: Variable) -> Environment:
    variables = tuple(after if v.name == name else v for v in environment.variables)
    return _with(environment, variables)


def _copy_secret(
    environments: Environments,
    source: tuple[str, str],
    target: tuple[str, str],
    variable: Variable,
) -> None:
    """The value under the old name stays until the workspace is closed: undo needs it."""
    value = environments.secrets.get(*source) if variable.secret else None
    if value is not None:
        environments.secrets.set(*target, value)
