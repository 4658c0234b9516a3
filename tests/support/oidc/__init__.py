"""A real OpenID provider on this machine, for signing in through it."""

from tests.support.oidc.people import PEOPLE, sign_in_there
from tests.support.oidc.running import CLIENT_SECRET, OidcProvider, running_provider

__all__ = ["CLIENT_SECRET", "PEOPLE", "OidcProvider", "running_provider", "sign_in_there"]
