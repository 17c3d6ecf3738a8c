"""The options of the curl command: their names, and which take a value (curl 8)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

SHORT = {
    "A": "user-agent", "b": "cookie", "c": "cookie-jar", "C": "continue-at", "d": "data",
    "D": "dump-header", "e": "referer", "E": "cert", "f": "fail", "F": "form", "g": "globoff",
    "G": "get", "h": "help", "H": "header", "i": "include", "I": "head",
    "j": "junk-session-cookies",
    "J": "remote-header-name", "k": "insecure", "K": "config", "l": "list-only", "L": "location",
    "m": "max-time", "M": "manual", "n": "netrc", "N": "no-buffer", "o": "output",
    "O": "remote-name", "p": "proxytunnel", "P": "ftp-port", "q": "disable", "Q": "quote",
    "r": "range", "R": "remote-time", "s": "silent", "S": "show-error", "t": "telnet-option",
    "T": "upload-file", "u": "user", "U": "proxy-user", "v": "verbose", "V": "version",
    "w": "write-out", "x": "proxy", "X": "request", "y": "speed-time", "Y": "speed-limit",
    "z": "time-cond", "Z": "parallel", "0": "http1.0", "1": "tlsv1", "2": "sslv2", "3": "sslv3",
    "4": "ipv4", "6": "ipv6", "a": "append", "B": "use-ascii", "#": "progress-bar", ":": "next",
}  # fmt: skip
"""Short options and the long ones they stand for."""

_VALUES = """
    abstract-unix-socket alt-svc aws-sigv4 cacert capath cert cert-type ciphers config
    connect-timeout connect-to continue-at cookie cookie-jar create-file-mode crlfile curves data
    data-ascii data-binary data-raw data-urlencode delegation dns-interface dns-ipv4-addr
    dns-ipv6-addr dns-servers doh-url dump-header ech egd-file engine etag-compare etag-save
    expect100-timeout form form-string ftp-account ftp-method ftp-port happy-eyeballs-timeout-ms
    haproxy-clientip header help hostpubmd5 hostpubsha256 hsts interface ip-tos ipfs-gateway json
    keepalive-cnt keepalive-time key key-type krb libcurl limit-rate local-port login-options
    mail-auth mail-from mail-rcpt max-filesize max-redirs max-time netrc-file noproxy oauth2-bearer
    output output-dir parallel-max pass pinnedpubkey preproxy proto proto-default proto-redir proxy
    proxy-cacert proxy-capath proxy-cert proxy-cert-type proxy-ciphers proxy-crlfile proxy-header
    proxy-key proxy-key-type proxy-pass proxy-pinnedpubkey proxy-service-name proxy-tls13-ciphers
    proxy-tlsauthtype proxy-tlspassword proxy-tlsuser proxy-user proxy1.0 pubkey quote random-file
    range rate referer request request-target resolve retry retry-delay retry-max-time sasl-authzid
    service-name socks4 socks4a socks5 socks5-gssapi-service socks5-hostname speed-limit speed-time
    stderr telnet-option tftp-blksize time-cond tls-max tls13-ciphers tlsauthtype tlspassword
    tlsuser trace trace-ascii trace-config unix-socket upload-file url url-query user user-agent
    variable vlan-priority write-out
"""
VALUES = frozenset(_VALUES.split())
"""Options that take a value."""

_HARMLESS = """
    silent show-error verbose include no-buffer fail fail-with-body fail-early progress-bar
    no-progress-meter compressed globoff path-as-is http1.1 keepalive no-keepalive tcp-nodelay
    styled-output no-styled-output location location-trusted disable disallow-username-in-url
    output remote-name remote-header-name remote-time create-dirs write-out dump-header stderr
    trace trace-ascii trace-time retry-connrefused use-ascii basic
"""
HARMLESS = frozenset(_HARMLESS.split())
"""Options about the command itself, which leave the request as it is."""


@dataclass(frozen=True, slots=True)
class Given:
    """An option as given; `name` is the long one, empty for an address without an option."""

    name: str
    value: str = ""

    def __repr__(self) -> str:
        return f"Given({self.name!r})"


def read_options(words: Sequence[str]) -> Iterator[Given]:
    """The options among the words after `curl`; a value may be missing at the very end."""
    left = iter(words)
    for word in left:
        if word == "--":
            yield from (Given("", address) for address in left)
        elif word.startswith("--"):
            name, _, attached = word[2:].partition("=")
            if name in VALUES and attached:
                yield Given(name, attached)
            else:
                yield Given(word[2:], next(left, "") if word[2:] in VALUES else "")
        elif word.startswith("-") and len(word) > 1:
            yield from _bundle(word[1:], left)
        else:
            yield Given("", word)


def _bundle(letters: str, left: Iterator[str]) -> Iterator[Given]:
    """Short options in one word: `-sSLd text`, `-XPOST`."""
    for index, letter in enumerate(letters):
        name = SHORT.get(letter, letter)
        if name in VALUES:
            yield Given(name, letters[index + 1 :] or next(left, ""))
            return
        yield Given(name)
