"""A provider of OpenID Connect on this machine, as an organisation has one: it signs who somebody is."""

import base64
import hashlib
import json
import secrets
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa


class Provider:
    """Listens on a free port; ``claims`` is what it says of whoever signs in."""

    def __init__(self):
        self.claims = {"sub": "1", "email": "", "email_verified": True}
        # What its token says in the place of the truth, for tests that lie.
        self.lies: dict = {}
        self._challenges: dict[str, str] = {}
        self._key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self.url = f"http://127.0.0.1:{self._server.server_port}"
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def close(self) -> None:
        """Stop listening."""
        self._server.shutdown()
        self._server.server_close()

    def settings(self) -> dict:
        """Return how the portal is told of it."""
        app = {"provider_id": "werk", "name": "Gemeente Oost", "client_id": "portaal", "secret": "geheim"}
        app["settings"] = {"server_url": self.url, "verified_email": False}
        return {"openid_connect": {"OAUTH_PKCE_ENABLED": True, "APPS": [app]}}

    def sign_in(self, address: str) -> dict:
        """Do what a person does at the address to which she was sent; return what she comes back with."""
        asked = {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}
        assert asked["code_challenge_method"] == "S256"
        code = secrets.token_urlsafe()
        self._challenges[code] = asked["code_challenge"]
        return {"code": code, "state": asked["state"]}

    def answer(self, path: str, form: dict, token: str) -> tuple[int, dict]:
        """Return what stands at a path."""
        match path:
            case "/.well-known/openid-configuration":
                places = ("authorization", "token", "userinfo")
                found = {f"{place}_endpoint": f"{self.url}/{place}" for place in places}
                methods = {"token_endpoint_auth_methods_supported": ["client_secret_post"]}
                return 200, found | methods | {"issuer": self.url, "jwks_uri": f"{self.url}/keys"}
            case "/token":
                challenge = self._challenges.pop(form.get("code", ""), None)
                shown = hashlib.sha256(form.get("code_verifier", "").encode()).digest()
                if base64.urlsafe_b64encode(shown).rstrip(b"=").decode() != challenge:
                    return 400, {"error": "invalid_grant"}
                return 200, {"access_token": "a", "token_type": "Bearer", "id_token": self._id_token()}
            case "/userinfo" if token == "Bearer a":
                return 200, self.claims
        return 404, {}

    def _id_token(self) -> str:
        now = int(time.time())
        said = {"iss": self.url, "aud": "portaal", "iat": now, "exp": now + 60, "jti": secrets.token_hex()}
        return jwt.encode(said | self.claims | self.lies, self._key, "RS256", headers={"kid": "1"})

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        provider = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self):
                self.reply({})

            def do_POST(self):
                body = self.rfile.read(int(self.headers["Content-Length"])).decode()
                self.reply({name: values[0] for name, values in parse_qs(body).items()})

            def reply(self, form):
                status, found = provider.answer(self.path, form, self.headers.get("Authorization", ""))
                self.send_response(status)
                self.send_header("Content-Type", "application/json")
                self.end_headers()
                self.wfile.write(json.dumps(found).encode())

            def log_message(self, *args):
                """Say nothing."""

        return Handler
