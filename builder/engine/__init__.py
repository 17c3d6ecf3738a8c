"""Runs workflows: one function over an immutable workflow that emits events and knows no listener.

- `run`: the function. Start there.
- `context`: what a running step may ask; `client`: its requests, with redirects and cookies.
- `transports`: long-lived connections, one transport for each TLS profile.
- `host`: the same engine as a child process of the window; `protocol`: what the two say.
- `http`: HTTP/1.1 on the wire.
"""
