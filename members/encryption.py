"""Secrets of second factors, unreadable for who only has the database."""

import base64
import hashlib
from collections.abc import Callable

from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings

# How every text of Fernet begins; neither a key for an app nor a seed of recovery codes does.
MARK = "gAAAA"
# What each kind of factor keeps that is a secret; a passkey keeps none.
SECRETS = {"totp": "secret", "recovery_codes": "seed"}


def _box() -> MultiFernet:
    """Return what locks with the present key and opens with former ones too."""
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    digests = [hashlib.sha256(b"members.encryption:" + key.encode()).digest() for key in keys]
    return MultiFernet([Fernet(base64.urlsafe_b64encode(digest)) for digest in digests])


def encrypt(text: str) -> str:
    """Return a text as it is kept."""
    return _box().encrypt(text.encode()).decode()


def decrypt(kept: str) -> str:
    """Return a text as it was."""
    return _box().decrypt(kept.encode()).decode()


def encrypt_anew(kept: str) -> str:
    """Return what was kept, or was never locked, locked with the present key."""
    return _box().rotate(kept.encode()).decode() if kept.startswith(MARK) else encrypt(kept)


def put_in_each(authenticators: type, change: Callable[[str], str]) -> int:
    """Change each secret among these factors of allauth, and return how many there are."""
    count = 0
    for factor in authenticators.objects.filter(type__in=SECRETS).iterator():
        name = SECRETS[factor.type]
        factor.data[name] = change(factor.data[name])
        factor.save(update_fields=["data"])
        count += 1
    return count
