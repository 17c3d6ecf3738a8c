"""Where references find their values, and what is said when they do not."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Protocol

from builder.model.item_outputs import ItemOutputs, read_items
from builder.model.json_text import Json
from builder.model.reference import (
    ENVIRONMENT,
    NOW,
    PAGE,
    NoSuchPath,
    Reference,
    nearest_key,
    path_text,
    read,
    segment_text,
)


class UnresolvedReference(Exception):
    """A reference has no value, or none that can stand where it is used.

    Attributes:
        reference: The reference.
        message: The path, the last part that did exist, and the nearest key.
        path: The whole path as text.
        known: The part of the path that did exist; empty when not even its root did.
        nearest: The most similar key that does exist, if any is similar.
    """

    def __init__(
        self, reference: Reference, message: str, known: str = "", nearest: str | None = None
    ) -> None:
        super().__init__(message)
        self.reference = reference
        self.message = message
        self.path = path_text(reference.root, reference.segments)
        self.known = known
        self.nearest = nearest

    def __reduce__(
        self,
    ) -> tuple[type[UnresolvedReference], tuple[Reference, str, str, str | None]]:
        return type(self), (self.reference, self.message, self.known, self.nearest)


class Scope(Protocol):
    """Knows the value of each root."""

    def root(self, reference: Reference) -> Json:
        """The value the reference's segments are then read from.

        That is a step's output, the environment's variables by name, and for `now` either the
        text itself or, for `now.unix`, an object with that key.

        Raises:
            UnresolvedReference: The root has no value.
        """
        ...


@dataclass(frozen=True, slots=True)
class Values:
    """A scope over plain values.

    Attributes:
        outputs: Output of each step that has one, by number.
        environment: Variables with their values.
        environment_name: For messages; empty when no environment is chosen.
        moment: What `now` stands for, with a time zone; None where there is no such moment.
        uuid: What `random.uuid` stands for; empty where there is none.
        self_values: What `self` holds (`pageToken`).
        names: Names of steps by number, for messages.
        secrets: Names of the variables that are secret, whether or not they have a value.
    """

    outputs: Mapping[int, Json] = field(default_factory=dict, repr=False)
    environment: Mapping[str, str] = field(default_factory=dict, repr=False)
    environment_name: str = ""
    moment: datetime | None = None
    uuid: str = ""
    self_values: Mapping[str, Json] = field(default_factory=dict, repr=False)
    names: Mapping[int, str] = field(default_factory=dict)
    secrets: frozenset[str] = frozenset()

    def root(self, reference: Reference) -> Json:
        """See `Scope.root`.

        Raises:
            UnresolvedReference: The root has no value.
        """
        number = reference.step
        if number is not None:
            if number in self.outputs:
                return self.outputs[number]
            raise no_output(reference, self.names.get(number, ""))
        if reference.root == ENVIRONMENT:
            wanted = str(reference.segments[0])
            if wanted in self.environment:
                return self.environment
            if wanted in self.secrets:
                raise UnresolvedReference(
                    reference, secret_without_value(wanted, self.environment_name)
                )
            raise no_variable(reference, self.environment, self.environment_name)
        return self._special(reference)

    def _special(self, reference: Reference) -> Json:
        if reference.root == PAGE and self.self_values:
            return self.self_values
        if reference.root == NOW and self.moment is not None:
            if reference.segments:
                return {"unix": int(self.moment.timestamp())}
            return moment_text(self.moment)
        if reference.root not in (PAGE, NOW) and self.uuid:
            return {"uuid": self.uuid}
        path = path_text(reference.root, reference.segments)
        raise UnresolvedReference(reference, f"{{{{{path}}}}} has no value here.")


def moment_text(moment: datetime) -> str:
    """ISO 8601 in UTC with milliseconds and Z: 2026-01-31T09:30:00.000Z."""
    return moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def resolve(reference: Reference, scope: Scope) -> Json:
    """The value of a reference; null for an optional one that is missing.

    Raises:
        UnresolvedReference: It has none.
    """
    try:
        value = scope.root(reference)
        if type(value) is not dict and isinstance(value, ItemOutputs):
            return read_items(value, reference.segments, reference.optional)
        return read(value, reference.segments) if reference.segments else value
    except NoSuchPath as fault:
        if reference.optional:
            return None
        raise no_path(reference, fault) from None
    except UnresolvedReference:
        if reference.optional:
            return None
        raise


def no_path(reference: Reference, fault: NoSuchPath) -> UnresolvedReference:
    """What to say when a step has an output, but not with that path in it."""
    known = path_text(reference.root, fault.known)
    missing = segment_text(fault.missing).removeprefix(".")
    if isinstance(fault.missing, int) and fault.holder.startswith("a list"):
        missing = f"position {missing}"
    message = (
        f"{{{{{path_text(reference.root, reference.segments)}}}}} leads nowhere: {known} is"
        f" {fault.holder} without {missing}.{_did_you_mean(fault.nearest)}"
    )
    return UnresolvedReference(reference, message, known, fault.nearest)


def no_output(reference: Reference, name: str = "") -> UnresolvedReference:
    """What to say when a step has no output."""
    step = f"step {reference.root} ({name})" if name else f"step {reference.root}"
    path = path_text(reference.root, reference.segments)
    message = f"{{{{{path}}}}} has no value: {step} has no output; it has not run, or was skipped."
    return UnresolvedReference(reference, message)


def secret_without_value(name: str, environment: str) -> str:
    """What to say of a secret whose value is not known here."""
    return (
        f"The secret “{name}” of the environment “{environment}” has no value: enter it "
        f"in the environment, or set STEPLOOM_SECRET_{name} for a headless run."
    )


def no_variable(
    reference: Reference, variables: Mapping[str, str], environment: str
) -> UnresolvedReference:
    """What to say when an environment lacks a variable."""
    wanted = str(reference.segments[0])
    path = path_text(reference.root, reference.segments)
    if not environment and not variables:
        message = f"{{{{{path}}}}} has no value: no environment is chosen."
        return UnresolvedReference(reference, message)
    place = f"the environment “{environment}”" if environment else "the environment"
    nearest = nearest_key(wanted, list(variables))
    message = f"{{{{{path}}}}} has no value: {place} has no variable “{wanted}”."
    return UnresolvedReference(
        reference, message + _did_you_mean(nearest), ENVIRONMENT if variables else "", nearest
    )


def _did_you_mean(nearest: str | None) -> str:
    return f" Did you mean “{nearest}”?" if nearest else ""
