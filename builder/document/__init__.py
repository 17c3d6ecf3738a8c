"""Where Qt meets the model: the open workflow with its undo stack, selection, samples and runs.

The workflow is one immutable value. Everything on screen is drawn from it, and the only way to
change anything is `Document.edit`: old value → new value.

- `document`, `commands`: the value, its undo stack, and what can be done to steps.
- `flow_file`, `disk_watch`, `journal_keeper`: its file, what others do to it, unsaved work.
- `environments`, `connections`: values with files of their own (`named_values`), likewise undoable.
- `run_session`: runs in the engine's process (`engine_process`); `step_session`: one step alone.
- `samples`, `run_record`, `shown_run`: what runs gave, and the run that is looked at.
- `variables`: what references can say at a step, for menus and chips.
- `history_desk`, `workspace_search`: questions that are answered elsewhere, in a thread or process.
"""
