"""Where secret values live."""

from pathlib import Path

import pytest
from keyring.backend import KeyringBackend
from keyring.errors import KeyringLocked, PasswordDeleteError

from builder.model.environment import Environment, Variable
from builder.storage.files import FileProblem
from builder.storage.secrets import (
    EnvironmentSecrets,
    FileSecrets,
    KeyringSecrets,
    MemorySecrets,
    SecretsInTurn,
    open_secrets,
    variable_for,
)
from builder.storage.surroundings import surroundings


class LocalKeyring(KeyringBackend):
    """A keyring like any other, whose values end with the test."""

    priority = 5

    def __init__(self) -> None:
        super().__init__()
        self.values: dict[tuple[str, str], str] = {}
        self.locked = False
        self.asked = 0

    def get_password(self, service: str, username: str) -> str | None:
        self.asked += 1
        if self.locked:
            raise KeyringLocked
        return self.values.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        if self.locked:
            raise KeyringLocked
        self.values[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        if (service, username) not in self.values:
            raise PasswordDeleteError
        del self.values[service, username]


def test_workspaces_environments_and_names_are_kept_apart(tmp_path: Path) -> None:
    keyring = LocalKeyring()
    one = KeyringSecrets(tmp_path / "one", keyring)
    one.set("staging", "token", "first")
    assert KeyringSecrets(tmp_path / "x" / ".." / "one", keyring).get("staging", "token") == "first"
    assert KeyringSecrets(tmp_path / "two", keyring).get("staging", "token") is None
    assert one.get("local", "token") is None
    assert {service for service, _ in keyring.values} == {"steploom"}
    assert KeyringSecrets(tmp_path, keyring).account("a", "b:c") != KeyringSecrets(
        tmp_path, keyring
    ).account("a:b", "c")
    one.delete("staging", "token")
    one.delete("staging", "token")
    assert keyring.values == {}


def test_the_keyring_is_asked_once_for_each(tmp_path: Path) -> None:
    keyring = LocalKeyring()
    store = KeyringSecrets(tmp_path, keyring)
    for _ in range(3):
        assert store.get("local", "token") is None
    assert keyring.asked == 1
    assert store.lasting
    assert store.reason == ""


def test_a_keyring_that_fails_is_replaced_by_memory_with_a_reason(tmp_path: Path) -> None:
    keyring = LocalKeyring()
    keyring.locked = True
    store = KeyringSecrets(tmp_path, keyring)
    store.set("local", "token", "value-77")
    assert not store.lasting
    assert "KeyringLocked" in store.reason
    assert "memory" in store.keeper
    assert store.get("local", "token") == "value-77"
    assert "value-77" not in store.reason


def test_without_a_usable_keyring_values_stay_in_memory(tmp_path: Path) -> None:
    store = open_secrets(tmp_path)
    store.set("local", "token", "value-88")
    assert store.get("local", "token") == "value-88"
    assert not store.lasting
    assert "No keyring" in store.reason
    assert list(tmp_path.rglob("*")) == []


def test_environment_variables(tmp_path: Path) -> None:
    given = EnvironmentSecrets({"STEPLOOM_SECRET_API_KEY": "a", "STEPLOOM_SECRET_token": "b"})
    assert given.get("any", "api-key") == "a"
    assert given.get("any", "token") == "b"
    assert given.get("any", "other") is None
    assert variable_for("käse.1") == "STEPLOOM_SECRET_K_SE_1"


def test_a_secrets_file(tmp_path: Path) -> None:
    path = tmp_path / "s.json"
    path.write_text('{"token": "from file"}')
    given = SecretsInTurn(FileSecrets(path), EnvironmentSecrets({"STEPLOOM_SECRET_TOKEN": "e"}))
    assert given.get("any", "token") == "from file"
    path.write_text('{"token": 5}')
    with pytest.raises(FileProblem, match="token: This should be text"):
        FileSecrets(path)
    path.write_text("[]")
    with pytest.raises(FileProblem, match="a list"):
        FileSecrets(path)


def test_surroundings_have_what_has_a_value() -> None:
    memory = MemorySecrets()
    memory.set("local", "token", "value-99")
    environment = Environment(
        variables=(
            Variable(name="url", value="https://a.example"),
            Variable(name="token", secret=True),
            Variable(name="unset", secret=True, value="typed into the file by hand"),
        )
    )
    around = surroundings("local", environment, memory, "/work")
    assert around.values == {"url": "https://a.example", "token": "value-99"}
    assert around.secrets == {"token", "unset"}
    assert "value-99" not in repr(around)
    assert "token" not in surroundings("local", environment, memory, "", frozenset()).values
