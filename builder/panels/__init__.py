"""The panels around the canvas: palette, workspace, environment, step and run panel.

A panel shows a document, or what it is given, and says in signals what the user wants; what takes
more than the document to do is done by the application.

- left: `workspace` with its sections, `palette`, `search_panel`;
- right: `step_panel`, or the editors of an `environment` or a `connection`;
- below: `run_panel` with `run_list`, `waterfall` and `items_panel`;
- in windows of their own: `history`, `data_run`, `pin_editor`.
"""
