"""Where the values of secret variables live: the keyring, memory, the environment, a given file.

None of these is a file of the workspace. Values never appear in a message or a repr.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Mapping
from functools import cached_property
from pathlib import Path
from typing import Any, Protocol

from builder.storage.file_problem import FileProblem
from builder.storage.source import describe, read_source

SERVICE = "steploom"
"""Service name of the keyring's entries."""

PREFIX = "STEPLOOM_SECRET_"
"""Environment variables that hold a secret begin like this."""

RECOMMENDED = 1
"""Keyring backends of a lower priority are none at all or keep plain text."""


class SecretSource(Protocol):
    """Something secret values can be read from."""

    def get(self, environment: str, name: str) -> str | None:
        """The value of a secret variable, or None."""
        ...


class SecretStore(SecretSource, Protocol):
    """Something that also keeps them."""

    @property
    def lasting(self) -> bool:
        """Whether values outlive the program."""
        ...

    @property
    def keeper(self) -> str:
        """Who keeps them, for people ("the keyring of your system")."""
        ...

    @property
    def reason(self) -> str:
        """Why they do not outlive the program; empty when they do."""
        ...

    def set(self, environment: str, name: str, value: str) -> None:
        """Keep a value."""
        ...

    def delete(self, environment: str, name: str) -> None:
        """Forget a value; nothing happens when there is none."""
        ...


IN_MEMORY = "memory, until the program closes"
IN_KEYRING = "the keyring of your system"
NO_KEYRING = "No keyring that keeps secrets safely was found on this system."
"""Who keeps the values and why, in words that the window translates."""


class MemorySecrets:
    """Values that are gone when the program closes."""

    lasting = False
    keeper = IN_MEMORY

    def __init__(self, reason: str = "") -> None:
        self.reason = reason
        self._values: dict[tuple[str, str], str] = {}

    def get(self, environment: str, name: str) -> str | None:
        """The value of a secret variable, or None."""
        return self._values.get((environment, name))

    def set(self, environment: str, name: str, value: str) -> None:
        """Keep a value."""
        self._values[environment, name] = value

    def delete(self, environment: str, name: str) -> None:
        """Forget a value."""
        self._values.pop((environment, name), None)


class KeyringSecrets:
    """Values in the keyring of the operating system, under this workspace alone.

    A keyring that fails while it is used (locked, gone) is not asked again: values set from then
    on are in memory, and `reason` says why.

    Args:
        workspace: Its canonical path is part of every entry's name.
        keyring: A backend of the library `keyring`.
    """

    def __init__(self, workspace: Path, keyring: Any) -> None:
        self._workspace = str(workspace.resolve())
        self._keyring = keyring
        self._memory = MemorySecrets()
        self._asked: set[tuple[str, str]] = set()

    @property
    def lasting(self) -> bool:
        """Whether the keyring works."""
        return not self._memory.reason

    @property
    def keeper(self) -> str:
        """Who keeps the values."""
        return IN_KEYRING if self.lasting else self._memory.keeper

    @property
    def reason(self) -> str:
        """Why the keyring is not used any more."""
        return self._memory.reason

    def account(self, environment: str, name: str) -> str:
        """The entry's name: workspace, environment and variable as a JSON list."""
        return json.dumps([self._workspace, environment, name], ensure_ascii=False)

    def get(self, environment: str, name: str) -> str | None:
        """The value of a secret variable, or None; the keyring is asked once for each."""
        if self.lasting and (environment, name) not in self._asked:
            self._asked.add((environment, name))
            found = self._ask("get_password", environment, name)
            if found is not None:
                self._memory.set(environment, name, found)
        return self._memory.get(environment, name)

    def set(self, environment: str, name: str, value: str) -> None:
        """Keep a value."""
        self._asked.add((environment, name))
        self._memory.set(environment, name, value)
        if self.lasting:
            self._ask("set_password", environment, name, value)

    def delete(self, environment: str, name: str) -> None:
        """Forget a value."""
        present = self.get(environment, name) is not None
        self._memory.delete(environment, name)
        if present and self.lasting:
            self._ask("delete_password", environment, name)

    def _ask(self, what: str, environment: str, name: str, *value: str) -> str | None:
        from keyring.errors import KeyringError, PasswordDeleteError

        try:
            account = self.account(environment, name)
            found: str | None = getattr(self._keyring, what)(SERVICE, account, *value)
            return found
        except PasswordDeleteError:
            return None
        except (KeyringError, OSError, RuntimeError) as error:
            self._memory.reason = (
                f"The keyring of your system does not work ({type(error).__name__})."
            )
            return None


class EnvironmentSecrets:
    """Values in environment variables: `STEPLOOM_SECRET_` and the name, as it is or in capitals."""

    def __init__(self, variables: Mapping[str, str] = os.environ) -> None:
        self._variables = variables

    def get(self, environment: str, name: str) -> str | None:
        """The value of a secret variable, or None; the same in every environment."""
        given = self._variables.get(f"{PREFIX}{name}")
        return given if given is not None else self._variables.get(variable_for(name))


def variable_for(name: str) -> str:
    """The environment variable for a secret: capitals, digits and underscores."""
    return PREFIX + re.sub(r"[^A-Z0-9_]", "_", name.upper())


class FileSecrets:
    """Values from a JSON object of names and texts that the user names.

    Raises:
        FileProblem: It cannot be read or has something else than text.
    """

    def __init__(self, path: Path) -> None:
        values = read_source(path, "secrets").plain
        for name, value in values.items():
            if not isinstance(value, str):
                reason = f"This should be text, but it is {describe(value)}."
                raise FileProblem(path, reason, place=name)
        self._values: Mapping[str, str] = values

    def get(self, environment: str, name: str) -> str | None:
        """The value of a secret variable, or None; the same in every environment."""
        return self._values.get(name)


class SecretsInTurn:
    """Several sources, asked in turn."""

    def __init__(self, *sources: SecretSource) -> None:
        self._sources = sources

    def get(self, environment: str, name: str) -> str | None:
        """The value of the first source that has one, or None."""
        found = (source.get(environment, name) for source in self._sources)
        return next((value for value in found if value is not None), None)


class SystemSecrets:
    """The keyring of the operating system, or memory where there is none.

    Which of the two is found out with the first question: importing the library takes its time,
    and most runs need no secret.

    Args:
        workspace: Whose secrets they are.
    """

    def __init__(self, workspace: Path) -> None:
        self._workspace = workspace

    @cached_property
    def _store(self) -> KeyringSecrets | MemorySecrets:
        try:
            import keyring

            backend = keyring.get_keyring()
            priority = float(backend.priority)
        except (ImportError, OSError, RuntimeError, ValueError) as error:
            return MemorySecrets(f"The keyring cannot be reached ({type(error).__name__}).")
        if priority < RECOMMENDED:
            return MemorySecrets(NO_KEYRING)
        return KeyringSecrets(self._workspace, backend)

    @property
    def lasting(self) -> bool:
        """Whether values outlive the program."""
        return self._store.lasting

    @property
    def keeper(self) -> str:
        """Who keeps them."""
        return self._store.keeper

    @property
    def reason(self) -> str:
        """Why they do not outlive the program; empty when they do."""
        return self._store.reason

    def get(self, environment: str, name: str) -> str | None:
        """The value of a secret variable, or None."""
        return self._store.get(environment, name)

    def set(self, environment: str, name: str, value: str) -> None:
        """Keep a value."""
        self._store.set(environment, name, value)

    def delete(self, environment: str, name: str) -> None:
        """Forget a value."""
        self._store.delete(environment, name)


def open_secrets(workspace: Path) -> SecretStore:
    """Where the secrets of a workspace are kept on this system."""
    return SystemSecrets(workspace)
