"""The portal as it is behind https: what its settings then say, and a browser that comes that way."""

import contextlib
import os
import runpy
from collections.abc import Iterator
from unittest import mock

from django.conf import settings
from django.test import Client, override_settings

SITE = "https://testserver"


class HttpsClient(Client):
    """A browser that comes over https, through the proxy in front."""

    def __init__(self) -> None:
        super().__init__(HTTP_X_FORWARDED_PROTO="https", HTTP_X_FORWARDED_FOR="192.0.2.1")


@contextlib.contextmanager
def behind_https() -> Iterator[None]:
    """Let the settings be what they are when the portal's address is https."""
    plain, secure = settings_of("http://testserver"), settings_of(SITE)
    differing = {name: value for name, value in secure.items() if plain[name] != value}
    with override_settings(**differing):
        yield


def settings_of(site: str) -> dict:
    """Return the settings of a portal with this address."""
    proxies = "1" if site == SITE else "0"
    with mock.patch.dict(os.environ, PORTAL_SITE_URL=site, PORTAL_PROXY_COUNT=proxies):
        read = runpy.run_path(str(settings.BASE_DIR / "portal" / "settings.py"))
    return {name: value for name, value in read.items() if name.isupper() and name != "SECRET_KEY"}
