"""Where a word that is said on the next page waits meanwhile."""

from django.conf import settings
from django.contrib.messages.storage.cookie import CookieStorage
from django.contrib.messages.storage.fallback import FallbackStorage
from django.contrib.messages.storage.session import SessionStorage


class OwnCookieStorage(CookieStorage):
    """A cookie that only this host can have set, where the site is https."""

    @property
    def cookie_name(self) -> str:
        """How the cookie is called here."""
        return settings.MESSAGE_COOKIE_NAME


class MessageStorage(FallbackStorage):
    """In that cookie, and what does not fit in the session."""

    storage_classes = (OwnCookieStorage, SessionStorage)
