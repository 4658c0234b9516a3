"""What is said of a mail server that does not prove who it is."""

from __future__ import annotations

import ssl

from core.channels import MailServer


def not_proven(server: MailServer, error: BaseException) -> str:
    """Return the reason in words, "" if the error is another one."""
    found: BaseException | None = error
    while found is not None and not isinstance(found, ssl.SSLCertVerificationError):
        found = found.__cause__ or found.__context__
    if found is None:
        return ""
    return (
        f"{server.host}:{server.port} does not prove with its certificate who it is "
        f"({found.verify_message}). Name it in the settings as its certificate does, or let this "
        "machine trust who has issued it."
    )
