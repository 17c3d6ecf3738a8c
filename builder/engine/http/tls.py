"""TLS settings of a profile, and its failures in words. Imported by the first https request."""

from __future__ import annotations

import ssl
from pathlib import Path
from typing import Final

from builder.engine.http.errors import CertificateUnusable, TlsFailed
from builder.engine.http.profile import ClientCertificate, Origin, Profile

# Numbers of OpenSSL's X509_V_ERR_*; the ssl module has no names for them.
_REASONS: Final[dict[int, str]] = {
    9: "its certificate is not valid yet; check the clock of this computer",
    10: "its certificate has expired",
    18: "its certificate is self-signed",
    19: "its certificate was signed by an authority that is not trusted (self-signed)",
    20: "its certificate was signed by an authority that is not trusted",
    23: "its certificate has been revoked",
    62: "its certificate is for another host name (hostname mismatch)",
    64: "its certificate is for another IP address (hostname mismatch)",
}


# Alerts that a server ends a handshake with, as OpenSSL names them.
_NO_CERTIFICATE: Final = "it asks for a client certificate; choose one under Options"
_REFUSED_CERTIFICATE: Final = "it refuses the client certificate"
_UNTRUSTED_CERTIFICATE: Final = "it does not trust the authority of the client certificate"
_NO_TLS: Final = "it does not speak TLS at this port; try http://"
_ALERTS: Final[dict[str, str]] = {
    "TLSV13_ALERT_CERTIFICATE_REQUIRED": _NO_CERTIFICATE,
    "TLSV1_ALERT_UNKNOWN_CA": _UNTRUSTED_CERTIFICATE,
    "SSLV3_ALERT_BAD_CERTIFICATE": _REFUSED_CERTIFICATE,
    "SSLV3_ALERT_UNSUPPORTED_CERTIFICATE": _REFUSED_CERTIFICATE,
    "SSLV3_ALERT_CERTIFICATE_UNKNOWN": _REFUSED_CERTIFICATE,
    "SSLV3_ALERT_CERTIFICATE_EXPIRED": "the client certificate has expired",
    "SSLV3_ALERT_CERTIFICATE_REVOKED": "the client certificate has been revoked",
    "TLSV1_ALERT_PROTOCOL_VERSION": "it speaks no version of TLS that is still safe",
    "WRONG_VERSION_NUMBER": _NO_TLS,
    "HTTP_REQUEST": _NO_TLS,
}


def client_context(profile: Profile) -> ssl.SSLContext:
    """The TLS settings of a profile. Expensive (tens of milliseconds): make one and share it.

    Raises:
        CertificateUnusable: The file of authorities or the client certificate cannot be used.
    """
    context = _context(profile)
    context.set_alpn_protocols(["h2", "http/1.1"] if profile.http2 else ["http/1.1"])
    if profile.client_certificate is not None:
        _show(context, profile.client_certificate)
    return context


def _context(profile: Profile) -> ssl.SSLContext:
    if not profile.verify:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        context.check_hostname = False
        context.verify_mode = ssl.CERT_NONE
        return context
    if profile.ca_file is None:
        import truststore

        return truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    try:
        return ssl.create_default_context(cafile=str(profile.ca_file))
    except ssl.SSLError as error:
        raise CertificateUnusable(
            f"The file of certificate authorities {profile.ca_file} holds no PEM certificate."
        ) from error
    except OSError as error:
        raise _unreadable("file of certificate authorities", profile.ca_file, error) from error


def _show(context: ssl.SSLContext, certificate: ClientCertificate) -> None:
    """Let a context show a client certificate."""
    key = certificate.key or certificate.file
    for what, path in (("client certificate", certificate.file), ("client key", key)):
        try:
            with path.open("rb"):
                pass
        except OSError as error:
            raise _unreadable(what, path, error) from error
    try:
        # With a function OpenSSL never asks for the password at the terminal.
        context.load_cert_chain(certificate.file, key, lambda: certificate.password)
    except (ssl.SSLError, ValueError) as error:
        reason = _reason_unusable(error, certificate)
        raise CertificateUnusable(
            f"The client certificate {certificate.file.name} cannot be used: {reason}."
        ) from error


def _reason_unusable(error: Exception, certificate: ClientCertificate) -> str:
    key = (certificate.key or certificate.file).name
    if "mismatch" in str(error).lower():
        return f"the key in {key} belongs to another certificate"
    if _encrypted(certificate.key or certificate.file):
        given = "the password does not open" if certificate.password else "a password must open"
        return f"{given} the key in {key}"
    return f"certificate and key must be PEM text, the key in {key}"


def _encrypted(key: Path) -> bool:
    return b"ENCRYPTED" in key.read_bytes()


def _unreadable(what: str, path: Path, error: OSError) -> CertificateUnusable:
    return CertificateUnusable(
        f"The {what} {path} cannot be read: {error.strerror or error}. Check the path."
    )


def alerted(origin: Origin, error: Exception) -> TlsFailed | None:
    """What a server objects to after its side of the handshake; None when it is not about TLS.

    With TLS 1.3 a refused client certificate is only heard of with the first answer.
    """
    known = isinstance(error, ssl.SSLError) and error.reason in _ALERTS
    return tls_failure(origin, error) if known else None  # type: ignore[arg-type]


def tls_failure(origin: Origin, error: OSError) -> TlsFailed:
    """Say why a handshake failed, or why the server broke off right after it."""
    hint = ""
    if isinstance(error, ssl.SSLCertVerificationError):
        reason = _REASONS.get(error.verify_code, error.verify_message)
        hint = " Trust its authority, or switch off the check of certificates for this request."
    elif isinstance(error, ssl.SSLError):
        name = error.reason or str(error)
        reason = _ALERTS.get(name, name.replace("_", " ").lower())
    else:
        reason = "it closed the connection during the handshake"
    return TlsFailed(f"No secure connection to {origin}: {reason}.{hint}")
