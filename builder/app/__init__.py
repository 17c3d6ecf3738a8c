"""The program with its window: application, asyncio bridge, actions, main window, settings.

- `start` begins it, `program` is what runs: its window, and what outlives a workspace.
- `window` puts the parts together; `desk` knows which workflows are open, each in a `flow_tab`.
  A part is in `late_parts` when a window can be painted without it.
- In a tab `runner` runs the workflow, `run_desk` does what is asked of runs, `run_views` shows what
  comes of them, `checking` looks for problems.
- `action_list` is the table of all actions, `actions` makes them, `handlers` says what they do.
- A `…_desk` does what one panel asks for and needs the whole window: `connection_desk`,
  `flow_desk`, `rename_desk`, `search_desk`. A `…_window` is a window of its own.

Parts get what they need, not the window, unless that is most of it.
"""
