"""Logs hold no personal data."""

import pytest

from portal.logs import masked


@pytest.mark.parametrize(
    ("text", "safe"),
    [
        ("550 no such user: Noor.Jansen+x@wijkteam.example.nl", "550 no such user: [address]"),
        ("GET /uitnodiging/Zx0qYpD4v2m7w9aB3cK1/ failed", "GET /uitnodiging/[token]/ failed"),
        ("GET /leergroepen/veilig-thuis/ failed", "GET /leergroepen/veilig-thuis/ failed"),
    ],
)
def test_addresses_and_tokens_are_masked(text, safe):
    assert masked(text) == safe
