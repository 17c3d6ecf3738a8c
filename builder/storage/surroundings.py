"""An environment and the values of its secrets, as a run wants them."""

from __future__ import annotations

from builder.model.environment import Environment, Surroundings
from builder.storage.secrets import SecretSource


def surroundings(
    name: str,
    environment: Environment,
    secrets: SecretSource,
    folder: str = "",
    needed: frozenset[str] | None = None,
    at_hand: SecretSource | None = None,
) -> Surroundings:
    """Put plain values and secret values together; a secret without a value is left out.

    Args:
        name: What the environment is called.
        environment: Its variables.
        secrets: Where the values of those marked secret are; asked once for each.
        folder: The workspace.
        needed: Names whose secret values are asked for; None for all.
        at_hand: Asked for the others, which are hidden too where a server sends them.
    """
    values: dict[str, str] = {}
    for variable in environment.variables:
        value: str | None = variable.value
        if variable.secret:
            asked = secrets if needed is None or variable.name in needed else at_hand
            value = None if asked is None else asked.get(name, variable.name)
        if value is not None:
            values[variable.name] = value
    marked = frozenset(v.name for v in environment.variables if v.secret)
    return Surroundings(name, values, marked, folder)
