"""HTTP over asyncio: an httpx transport that sends exactly what it was given.

httpx stays the interface; what goes over the wire is ours, because this program must show the exact
bytes, measure every phase, cancel at once, and never take surplus bytes for a response.

- `transport`: the `Transport` handed to httpx. Start there.
- `profile`: the settings one transport serves (TLS, limits, keep-alive).
- `pool`: open connections per host, and the queue in front of them.
- `dialer`, `resolver`, `proxy`, `tls`: from an origin to a connected socket.
- `connection`: one socket, one exchange at a time; `exchange`: one request and its response.
- `negotiation`, `http2`, `http2_stream`: HTTP/2 where it was agreed on, many exchanges a socket.
- `outgoing`: a request as bytes; `parser`, `chunked`: bytes as a response. Neither does any I/O.
- `timings`: what was measured; `errors`: what can go wrong, by name.
- `decode`, `codings`: a response's body, decompressed under a limit, in memory or in a file.
"""
