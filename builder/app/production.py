"""Asks before a run begins in an environment that is marked as production."""

from __future__ import annotations

from collections.abc import Callable

from shiboken6 import isValid

from builder.app.notice import NoticeBar
from builder.document.environments import Environments
from builder.look.language import tr
from builder.model.workflow import Workflow, walk

KEY = "production"
"""Of the question among the notices."""


class ProductionQuestion:
    """Stands between an environment marked as production and the runs in it.

    The question lies in the window and holds up nothing. Each run is asked about.

    Args:
        environments: Whose runs they are; who asked before them goes on asking.
        notices: Where the question is shown.
    """

    def __init__(self, environments: Environments, notices: NoticeBar) -> None:
        self._environments = environments
        self._notices = notices
        self._agreed = ""
        self._before = environments.permit
        environments.permit = self.permit
        environments.changed.connect(self._follow)

    def permit(self, workflow: Workflow, again: Callable[[], object]) -> bool:
        """Whether a run may begin now; else the user is asked, and a yes begins it.

        Args:
            workflow: What is to run.
            again: Begins the run, once the user has agreed.
        """
        if not self._before(workflow, again):
            return False
        name = self._environments.current
        chosen = self._environments.all.get(name)
        if chosen is None or not chosen.production or not _sends(workflow):
            return True
        if self._agreed == name:
            return True
        self._ask(name, again)
        return False

    def _ask(self, name: str, again: Callable[[], object]) -> None:
        def agree() -> None:
            self._agreed = name
            try:
                again()
            finally:
                self._agreed = ""

        self._notices.say(
            KEY,
            tr("“{name}” is marked as production. Send requests there?", name=name),
            [(tr("&Run in production"), agree)],
            "error",
        )

    def withdraw(self) -> None:
        """Ask no longer: what was to run may be gone."""
        self._notices.clear(KEY)

    def _follow(self) -> None:
        """The question is void once something else would be run."""
        if not isValid(self._notices):
            return  # the window is being taken apart
        chosen = self._environments.all.get(self._environments.current)
        if chosen is None or not chosen.production:
            self._notices.clear(KEY)


def _sends(workflow: Workflow) -> bool:
    """Whether anything of it, or of what it calls, can send a request."""
    from builder.http.fields import RequestFields

    return any(isinstance(step, RequestFields) or step.called_flow() for step in walk(workflow))
