"""A real nginx on loopback: TLS, client certificates, HTTP/2. Needs no rights of its own."""

from __future__ import annotations

import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import trustme

_SECONDS = 10.0

_CONFIG = """
daemon off;
master_process off;
pid {folder}/nginx.pid;
error_log {folder}/error.log warn;
events {{ worker_connections 256; }}
http {{
    access_log off;
    default_type application/octet-stream;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    gzip on;
    gzip_min_length 1;
    gzip_types application/json;
    types {{ application/json json; }}
    ssl_certificate {folder}/server.pem;
    ssl_certificate_key {folder}/server.pem;
    root {folder}/www;
    client_max_body_size 1m;
    add_header X-Protocol $server_protocol always;
    add_header X-Alpn $ssl_alpn_protocol always;

    server {{ listen 127.0.0.1:{http1} ssl; }}
    server {{
        listen 127.0.0.1:{http2} ssl http2;
        location = /short {{ keepalive_requests 1; try_files /data.json =404; }}
        location /passed/ {{
            client_max_body_size 0;
            proxy_http_version 1.1;
            proxy_request_buffering off;
            proxy_pass {upstream}/;
        }}
    }}
    server {{
        listen 127.0.0.1:{mutual} ssl http2;
        ssl_client_certificate {folder}/ca.pem;
        ssl_verify_client on;
        add_header X-Client $ssl_client_s_dn always;
    }}
}}
"""


@dataclass(frozen=True)
class Nginx:
    """Where the servers are.

    Attributes:
        http1: https with HTTP/1.1 alone.
        http2: https with HTTP/2 and HTTP/1.1.
        mutual: The same, with a client certificate demanded.
        folder: Holds `ca.pem`, the authority that signed the server's certificate and must have
            signed the client's.
    """

    http1: str
    http2: str
    mutual: str
    folder: Path

    @property
    def ca_file(self) -> Path:
        return self.folder / "ca.pem"


@contextmanager
def nginx(
    folder: Path, authority: trustme.CA, upstream: str = "http://127.0.0.1:9"
) -> Iterator[Nginx]:
    """Run it in a folder of its own, which it fills.

    It serves `/data.json` and `/big.bin` (3,000,000 bytes) and takes bodies of up to 1 MB; what
    is below `/passed/` it passes on to `upstream`, over HTTP/2 alone.
    """
    ports = _free_ports(3)
    authority.cert_pem.write_to_path(str(folder / "ca.pem"))
    certificate = authority.issue_cert("localhost", "127.0.0.1")
    certificate.private_key_and_cert_chain_pem.write_to_path(str(folder / "server.pem"))
    pages = folder / "www"
    pages.mkdir()
    (pages / "data.json").write_text('{"id": 1, "name": "widget"}')
    (pages / "big.bin").write_bytes(bytes(range(250)) * 12_000)
    config = folder / "nginx.conf"
    http1, http2, mutual = ports
    config.write_text(
        _CONFIG.format(folder=folder, http1=http1, http2=http2, mutual=mutual, upstream=upstream)
    )
    program = shutil.which("nginx") or "/usr/sbin/nginx"
    command = [program, "-p", str(folder), "-c", str(config), "-e", str(folder / "error.log")]
    with (folder / "out.log").open("wb") as log:
        process = subprocess.Popen(command, stdout=log, stderr=log)
    try:
        for port in ports:
            _wait_for(port, process, folder)
        addresses = [f"https://127.0.0.1:{port}" for port in ports]
        yield Nginx(*addresses, folder)
    finally:
        process.terminate()
        process.wait(10)


def _free_ports(count: int) -> list[int]:
    sockets = [socket.create_server(("127.0.0.1", 0)) for _ in range(count)]
    ports = [listening.getsockname()[1] for listening in sockets]
    for listening in sockets:
        listening.close()
    return ports


def _wait_for(port: int, process: subprocess.Popen[bytes], folder: Path) -> None:
    until = time.monotonic() + _SECONDS
    while time.monotonic() < until and process.poll() is None:
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
        except OSError:
            time.sleep(0.02)
        else:
            return
    raise RuntimeError(f"nginx did not start: {(folder / 'error.log').read_text()}")
