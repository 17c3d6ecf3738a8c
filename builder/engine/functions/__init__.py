"""Runs the functions that users write, each call in a process that can be ended at any time.

- `pool`: the workers of one owner (a host, a command); start there.
- `worker_process`: the engine's side of one worker, with its limits of time and memory.
- `worker`: the process itself, `python -m builder.engine.functions.worker`.
- `isolate` and `python_code`: a call in JavaScript and in Python, inside the worker.
- `libraries`: the bundles in a workspace's folder `libraries/`.

A worker is started without the environment of the program, so it knows no secrets but those that
a call hands it. It ends itself when the pipe to the engine ends.
"""
