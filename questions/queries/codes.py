"""Codes of twelve digits that people get by mail or from a colleague, and what is kept of them."""

import secrets

from django.utils.crypto import salted_hmac

DIGITS = 12


def new_code() -> str:
    """Return a code that nobody can guess; it is kept nowhere."""
    return "".join(secrets.choice("0123456789") for _ in range(DIGITS))


def code_hash(purpose: str, code: str) -> str:
    """Return what is kept of a code for one purpose; it may be typed with spaces."""
    digits = "".join(filter(str.isdigit, code))
    # SECURITY: twelve digits can be guessed from a plain hash, so the key of this portal is in it.
    return salted_hmac(f"questions.{purpose}", digits, algorithm="sha256").hexdigest()
