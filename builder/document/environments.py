"""The workspace's environments: what lies in their files, which one is in use, their secrets.

The files follow every edit within a moment, so there is nothing to save by hand. Edits can be
undone; values of secrets are never in the history, they are in the `SecretStore` alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from types import MappingProxyType

from PySide6.QtCore import QObject

from builder.document.connections import Connections
from builder.document.named_values import NamedValues
from builder.document.token_shelf import TokenShelf
from builder.look.language import tr
from builder.model.environment import Environment, Surroundings
from builder.model.workflow import Workflow
from builder.storage.environment_files import EnvironmentFiles
from builder.storage.secrets import SecretStore
from builder.storage.surroundings import surroundings
from builder.storage.workspace import Workspace

NO_ENVIRONMENT = "There is no environment “{}” any more."
"""Said of an earlier run whose environment is gone."""

All = Mapping[str, Environment]
Permit = Callable[[Workflow, Callable[[], object]], bool]


def _permitted(_: Workflow, __: Callable[[], object]) -> bool:
    """Nobody has to be asked."""
    return True


class Environments(NamedValues[Environment]):
    """All environments of a workspace. `builder.document.environment_edits` has the edits.

    Attributes:
        current: The one in use; empty for none.
        secrets: Where values of secret variables are.
        tokens: Access tokens that runs have fetched.
        connections: The workspace's connections, which refer to the variables here and are part of
            the surroundings of a run; their changes count as changes here.
        trusted: Whether the user trusts the workspace.
        permit: Asked before each run with the workflow and what begins it once the user has
            agreed: whether it may begin now.
    """

    plural = "environments"

    def __init__(
        self, workspace: Workspace, secrets: SecretStore, parent: QObject | None = None
    ) -> None:
        super().__init__(EnvironmentFiles(workspace), parent)
        self.secrets = secrets
        self.tokens = TokenShelf(secrets)
        self.current = ""
        self._unreadable = ""  # was in use until its file broke; is again once that is mended
        self.trusted = False
        self.permit: Permit = _permitted
        self._workspace = workspace
        self.connections = Connections(workspace, self)
        self.connections.changed.connect(self.changed)
        self._built_in: Mapping[str, str] = MappingProxyType({})
        self._once_secret = set(_secrets(self.all))

    def choose(self, name: str) -> None:
        """Use an environment from now on; empty or an unknown name for none."""
        wanted = name if name in self.all else ""
        self._unreadable = ""
        if wanted != self.current:
            self.current = wanted
            self.changed.emit()

    def choose_again(self, name: str) -> bool:
        """Use the environment of an earlier run; False, and no change, when it is gone."""
        if name and name not in self.all:
            return False
        self.choose(name)
        return True

    def surroundings(self) -> Surroundings:
        """What a run in the environment in use reads; built-in variables included."""
        chosen = self.all.get(self.current, Environment())
        folder = str(self._workspace.folder)
        around = surroundings(self.current, chosen, self.secrets, folder)
        values = {**self._built_in, **around.values}
        return replace(
            around, values=values, connections=self.connections.all, trusted=self.trusted
        )

    @property
    def variables(self) -> frozenset[str]:
        """Names of the variables of the environment in use; no secret value is read for them."""
        chosen = self.all.get(self.current, Environment())
        return frozenset(self._built_in) | {variable.name for variable in chosen.variables}

    def set_built_in(self, name: str, value: str) -> None:
        """Give every environment a variable that it can override."""
        if self._built_in.get(name) != value:
            self._built_in = MappingProxyType({**self._built_in, name: value})
            self.changed.emit()

    def edit(self, name: str, after: Environment, text: str = "", merge: str = "") -> None:
        """Give one environment another value as one undoable edit; see `edit_all`."""
        super().edit(name, after, text or tr("Edit variables"), merge)

    def has_secret(self, name: str, variable: str) -> bool:
        """Whether a secret variable has a value."""
        return self.secrets.get(name, variable) is not None

    def secret_values(self) -> Mapping[str, str]:
        """Names of secret variables by their values, over all environments."""
        known = (
            (self.secrets.get(name, variable), variable) for name, variable in _secrets(self.all)
        )
        return {value: variable for value, variable in known if value}

    def set_secret(self, name: str, variable: str, value: str) -> None:
        """Give a secret variable its value; it goes nowhere but to the secret store."""
        self.secrets.set(name, variable, value)
        self._once_secret.add((name, variable))
        self.changed.emit()

    def show(self, after: All) -> None:
        """Make these the environments; see `NamedValues.show`."""
        self._once_secret.update(_secrets(after))
        if self.current and self.current not in after:
            self._unreadable = self.current if self.current in self.problems else ""
            self.current = ""
        elif not self.current and self._unreadable in after:
            self.current = self._unreadable
        super().show(after)

    def close(self) -> None:
        """Write what is not written; forget the values of secrets that are gone for good."""
        super().close()
        self.connections.close()
        for name, variable in self._once_secret - set(_secrets(self.all)):
            if name not in self.problems:
                self.secrets.delete(name, variable)


def _secrets(environments: All) -> Iterator[tuple[str, str]]:
    for name, environment in environments.items():
        for variable in environment.variables:
            if variable.secret:
                yield name, variable.name
