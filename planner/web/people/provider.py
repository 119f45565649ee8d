"""Signing in through the province's own OpenID Connect provider (Authlib): code flow with PKCE."""

import logging
from typing import Any

import flask
from authlib.common.errors import AuthlibBaseError
from authlib.integrations.base_client.errors import MismatchingStateError
from authlib.integrations.flask_client import FlaskOAuth2App, OAuth
from flask import Flask, redirect, request, url_for
from joserfc.errors import JoseError
from requests import RequestException
from werkzeug.wrappers import Response

from planner.errors import ForbiddenError, ProviderError
from planner.services import signing_in
from planner.services.signing_in import Identity
from planner.settings import Provider
from planner.web import access
from planner.web.addresses import ours
from planner.web.site import site

log = logging.getLogger(__name__)

PATIENCE = 10
"""Seconds that the provider has for each answer."""

FAULTS = (AuthlibBaseError, JoseError, RequestException, RuntimeError, ValueError, LookupError)
"""What Authlib raises for a provider that is away, or says what it should not."""

NAME = "provider"


def put(app: Flask, provider: Provider) -> None:
    """Give the application its provider, which is asked for its addresses on first use."""
    OAuth(app).register(
        NAME,
        client_id=provider.client_id,
        client_secret=provider.client_secret,
        server_metadata_url=f"{provider.issuer.rstrip('/')}/.well-known/openid-configuration",
        client_kwargs={
            "scope": "openid email profile",
            "code_challenge_method": "S256",
            "default_timeout": PATIENCE,
        },
    )


def start() -> Response:
    """Go to the provider, which sends back to `callback`."""
    client, _ = _client()
    back = site().settings.base_url + url_for("oidc.callback")
    flask.session["next"] = ours(request.args.get("next", ""))
    try:
        found: Response = client.authorize_redirect(back)
    except FAULTS as error:
        raise _away(error) from error
    return found


def callback() -> Response:
    """Take what the provider says, and sign in whoever it is."""
    client, provider = _client()
    asked = flask.session.get("next", "/")
    try:
        identity = _identity(client, provider)
    except MismatchingStateError as error:
        raise ForbiddenError(
            "lần đăng nhập này đã quá lâu hoặc không bắt đầu từ trình duyệt này; mở lại trang đăng "
            "nhập rồi làm lại"
        ) from error
    except FAULTS as error:
        if getattr(error, "error", "") == "access_denied":
            raise ForbiddenError("đăng nhập đã bị từ chối hoặc bỏ dở") from error
        raise _away(error) from error
    with site().database.writing() as session:
        person = signing_in.by_provider(session, identity)
    access.enter(person)
    return redirect(asked, code=303)


def _client() -> tuple[FlaskOAuth2App, Provider]:
    provider = site().settings.oidc
    assert provider is not None  # noqa: S101 (`oidc` asked)
    oauth: OAuth = flask.current_app.extensions["authlib.integrations.flask_client"]
    return oauth.create_client(NAME), provider


def _identity(client: FlaskOAuth2App, provider: Provider) -> Identity:
    """Return who the provider says it is: by its signed token, and for the e-mail its user info."""
    expected = {
        "iss": {"essential": True, "value": provider.issuer},
        "aud": {"essential": True, "value": provider.client_id},
    }
    token: dict[str, Any] = client.authorize_access_token(claims_options=expected)
    claims: dict[str, Any] = dict(token["userinfo"])
    if "email" not in claims and "userinfo_endpoint" in client.load_server_metadata():
        more = client.userinfo(token=token)
        if more["sub"] == claims["sub"]:
            claims = {**more, **claims}
    verified = claims.get("email_verified") in (True, "true")
    email = claims.get("email") if verified else None
    return Identity(provider.issuer, str(claims["sub"]), str(email) if email else None)


def _away(error: Exception) -> ProviderError:
    log.error("the provider does not answer as it should: %s", error)
    return ProviderError("hệ thống đăng nhập của tỉnh không trả lời, hoặc trả lời không đúng")
