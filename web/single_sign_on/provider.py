"""The provider over HTTP: what it says of itself, its keys, and codes turned into tokens.

Nothing it says is believed for longer than some minutes, and no answer is waited for or read
beyond a bound. Redirects are not followed: a secret goes along.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Mapping
from dataclasses import dataclass
from time import monotonic
from typing import Any
from urllib.parse import quote, urlencode, urlsplit

import httpx
import structlog
from authlib.oauth2.rfc7636 import create_s256_code_challenge

from core.errors import NotAllowed, Unavailable
from core.staff import SingleSignOn
from web.single_sign_on.id_tokens import TokenNotGood, UnknownKey, read_id_token

PROVIDER_PATIENCE = 10.0  # seconds for the whole of an answer
MAX_PROVIDER_BYTES = 300_000
_FRESH = 600.0  # seconds for which what a provider says of itself and its keys hold
_REST = 2.0  # seconds for which a provider that is away is left alone
_KEYS_APART = 10.0  # seconds between two looks for a key that we do not know
_PUBLIC = "/.well-known/openid-configuration"

log = structlog.get_logger()


class ProviderAway(Unavailable):
    """The account service does not answer, or not as it should. Try again in a minute."""


class ProviderRefuses(NotAllowed):
    """The account service did not accept this sign-in. Please try again; if it happens again, tell
    an admin.
    """


@dataclass(frozen=True)
class _Metadata:
    """What a provider says of itself, as far as we need it."""

    authorization: str
    token: str
    keys: str
    userinfo: str
    posts_secret: bool


class Provider:
    """The way to the provider of the settings; what it says is kept for some minutes."""

    def __init__(self, http: httpx.AsyncClient, secret: str) -> None:
        """secret: the client's, "" where the provider gave none."""
        self._http, self._secret = http, secret
        self._known: dict[str, tuple[float, _Metadata]] = {}
        self._keys: dict[str, tuple[float, Mapping[str, Any]]] = {}
        self._asking, self._away_until = asyncio.Lock(), 0.0

    async def address(
        self, rules: SingleSignOn, back: str, state: str, nonce: str, verifier: str
    ) -> str:
        """Return where a browser signs in; raises ProviderAway.

        back: where it comes back to; verifier: proves then that it is the same one
        """
        metadata = await self._metadata(rules.issuer)
        asked = urlencode(
            {
                "response_type": "code",
                "client_id": rules.client,
                "redirect_uri": back,
                "scope": " ".join(rules.scopes),
                "state": state,
                "nonce": nonce,
                "code_challenge": create_s256_code_challenge(verifier),
                "code_challenge_method": "S256",
            }
        )
        mark = "&" if urlsplit(metadata.authorization).query else "?"
        return f"{metadata.authorization}{mark}{asked}"

    async def claims(
        self, rules: SingleSignOn, code: str, back: str, nonce: str, verifier: str
    ) -> dict[str, Any]:
        """Turn a code into what the provider vouches for.

        Raises ProviderAway, ProviderRefuses or TokenNotGood.
        """
        metadata = await self._metadata(rules.issuer)
        tokens = await self._tokens(metadata, rules.client, code, back, verifier)
        id_token, access = _text(tokens, "id_token"), _text(tokens, "access_token")
        claims = await self._read(metadata, rules, id_token, nonce, access)
        if metadata.userinfo and access:
            more = await self._asked("GET", metadata.userinfo, bearer=access)
            if more.get("sub") != claims["sub"]:
                raise TokenNotGood
            claims = {**more, **claims}
        return claims

    async def _read(
        self, metadata: _Metadata, rules: SingleSignOn, token: str, nonce: str, access: str
    ) -> dict[str, Any]:
        """Read an ID token; a provider that changed its keys is asked for the new ones once."""
        keys = await self._key_set(metadata.keys, _FRESH)
        try:
            return read_id_token(token, keys, rules.issuer, rules.client, nonce, access)
        except UnknownKey:
            keys = await self._key_set(metadata.keys, _KEYS_APART)
            return read_id_token(token, keys, rules.issuer, rules.client, nonce, access)

    async def _tokens(
        self, metadata: _Metadata, client: str, code: str, back: str, verifier: str
    ) -> Mapping[str, Any]:
        form = {
            "grant_type": "authorization_code",
            "code": code,
            "redirect_uri": back,
            "code_verifier": verifier,
        }
        basic: httpx.BasicAuth | None = None
        if self._secret and not metadata.posts_secret:
            basic = httpx.BasicAuth(quote(client, safe=""), quote(self._secret, safe=""))
        else:
            form |= {"client_id": client} | (
                {"client_secret": self._secret} if self._secret else {}
            )
        return await self._asked("POST", metadata.token, form=form, basic=basic)

    async def _metadata(self, issuer: str) -> _Metadata:
        """Return what a provider says of itself; however many want it, it is asked once."""
        async with self._asking:
            at, known = self._known.get(issuer, (0.0, None))
            if known is not None and monotonic() - at < _FRESH:
                return known
            if monotonic() < self._away_until:
                raise ProviderAway
            try:
                found = await self._discovered(issuer)
            except ProviderAway:
                self._away_until = monotonic() + _REST
                raise
            self._known[issuer] = (monotonic(), found)
            return found

    async def _discovered(self, issuer: str) -> _Metadata:
        told = await self._asked("GET", issuer.rstrip("/") + _PUBLIC)
        if told.get("issuer") != issuer:
            log.warning("sign_on.other_issuer", wanted=issuer)
            raise ProviderAway
        methods = told.get("token_endpoint_auth_methods_supported")
        userinfo = told.get("userinfo_endpoint")
        return _Metadata(
            authorization=_endpoint(told, "authorization_endpoint", issuer),
            token=_endpoint(told, "token_endpoint", issuer),
            keys=_endpoint(told, "jwks_uri", issuer),
            userinfo=_endpoint(told, "userinfo_endpoint", issuer) if userinfo else "",
            posts_secret=isinstance(methods, list) and "client_secret_basic" not in methods,
        )

    async def _key_set(self, address: str, for_seconds: float) -> Mapping[str, Any]:
        at, known = self._keys.get(address, (0.0, None))
        if known is not None and monotonic() - at < for_seconds:
            return known
        found = await self._asked("GET", address)
        self._keys[address] = (monotonic(), found)
        return found

    async def _asked(
        self,
        method: str,
        address: str,
        form: Mapping[str, str] | None = None,
        basic: httpx.BasicAuth | None = None,
        bearer: str = "",
    ) -> Mapping[str, Any]:
        """Return the object that an address answers with; raises ProviderAway or -Refuses."""
        try:
            async with asyncio.timeout(PROVIDER_PATIENCE):
                status, body = await self._sent(method, address, form, basic, bearer)
        except (httpx.HTTPError, httpx.InvalidURL, TimeoutError) as error:
            log.warning("sign_on.away", at=address, problem=type(error).__name__)
            raise ProviderAway from None
        if status != httpx.codes.OK:
            # What it says about it may hold what it was sent; its name of the error does not.
            log.warning("sign_on.refused", at=address, status=status, error=_error_in(body))
            raise ProviderRefuses if form is not None and status < 500 else ProviderAway
        found = _object(body)
        if found is None:
            log.warning("sign_on.unreadable", at=address)
            raise ProviderAway
        return found

    async def _sent(
        self,
        method: str,
        address: str,
        form: Mapping[str, str] | None,
        basic: httpx.BasicAuth | None,
        bearer: str,
    ) -> tuple[int, bytes]:
        headers = {"Accept": "application/json", "Accept-Encoding": "identity"}
        if bearer:
            headers["Authorization"] = f"Bearer {bearer}"
        asked = self._http.build_request(method, address, data=form, headers=headers)
        answer = await self._http.send(asked, auth=basic, stream=True, follow_redirects=False)
        try:
            received = bytearray()
            async for piece in answer.aiter_raw():
                received += piece
                if len(received) > MAX_PROVIDER_BYTES:
                    raise ProviderAway
            return answer.status_code, bytes(received)
        finally:
            await answer.aclose()


def _endpoint(told: Mapping[str, Any], name: str, issuer: str) -> str:
    """Return an address that the provider names; as safe as its own is."""
    address = _text(told, name)
    scheme = urlsplit(address).scheme
    if scheme == "https" or (scheme == "http" and issuer.startswith("http://")):
        return address
    log.warning("sign_on.no_address", name=name)
    raise ProviderAway


def _object(body: bytes) -> dict[str, Any] | None:
    try:
        found = json.loads(body)
    except (ValueError, RecursionError):
        return None
    return found if isinstance(found, dict) else None


def _error_in(body: bytes) -> str:
    return _text(_object(body) or {}, "error")[:60]


def _text(told: Mapping[str, Any], name: str) -> str:
    value = told.get(name)
    return value if isinstance(value, str) else ""
