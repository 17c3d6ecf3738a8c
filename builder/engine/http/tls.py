"""TLS settings of a profile, and its failures in words. Imported by the first https request."""

from __future__ import annotations

import ssl
from typing import Final

from builder.engine.http.errors import TlsFailed
from builder.engine.http.profile import Origin, Profile

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


def client_context(profile: Profile) -> ssl.SSLContext:
    """The TLS settings of a profile. Expensive (tens of milliseconds): make one and share it.

    Raises:
        TlsFailed: The file of authorities cannot be read.
    """
    context = _context(profile)
    context.set_alpn_protocols(["http/1.1"])
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
    except OSError as error:
        raise TlsFailed(
            f"The file of certificate authorities {profile.ca_file} cannot be used: "
            f"{error.strerror or error}."
        ) from error


def tls_failure(origin: Origin, error: OSError) -> TlsFailed:
    """Say why a handshake failed."""
    if isinstance(error, ssl.SSLCertVerificationError):
        reason = _REASONS.get(error.verify_code, error.verify_message)
        hint = " Trust its authority, or switch off the check of certificates for this request."
    elif isinstance(error, ssl.SSLError) and error.reason in (
        "WRONG_VERSION_NUMBER",
        "HTTP_REQUEST",
    ):
        reason = "it does not speak TLS at this port; try http://"
        hint = ""
    elif isinstance(error, ssl.SSLError):
        reason = (error.reason or str(error)).replace("_", " ").lower()
        hint = ""
    else:
        reason = "it closed the connection during the handshake"
        hint = ""
    return TlsFailed(f"No secure connection to {origin}: {reason}.{hint}")
