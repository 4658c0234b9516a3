"""Speaking OpenID Connect with the provider that signs members of staff in."""

from web.single_sign_on.id_tokens import TokenNotGood
from web.single_sign_on.provider import Provider, ProviderAway, ProviderRefuses

__all__ = ["Provider", "ProviderAway", "ProviderRefuses", "TokenNotGood"]
