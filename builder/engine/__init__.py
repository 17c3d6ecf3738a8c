"""Runs workflows: one function over an immutable workflow that emits events and knows no listener.

- `run`: the function. Start there.
- `context`: what a running step may ask; `client`: its requests, with redirects and cookies.
- `transports`: long-lived connections, one transport for each TLS profile.
- `host`: the same engine as a child process of the window; `protocol`: what the two say.
- `http`: HTTP/1.1 and HTTP/2 on the wire.
- `functions`: the functions that users write, in processes of their own.
- `rows`: data-driven runs, the workflow once for each row of a file.
"""
