"""How somebody is called in a thread who left: a number that is another one in each thread."""

import functools

from django.utils.crypto import salted_hmac

from privacy.emptying import FORMER_MEMBER

SALT = "learninggroups.former"


def name_in(thread_id: int, author_id: int | None, name: str | None) -> str:
    """Return a writer's name; of who left *Oud-lid* with her number in this thread."""
    if name and name != FORMER_MEMBER:
        return name
    if author_id is None:
        return FORMER_MEMBER
    return f"{FORMER_MEMBER} {_number(thread_id, author_id)}"


@functools.lru_cache(maxsize=10_000)
def _number(thread_id: int, author_id: int) -> int:
    """Return three digits that lead nowhere but to what she said in this thread."""
    digest = salted_hmac(SALT, f"{thread_id}:{author_id}", algorithm="sha256").digest()
    return 100 + int.from_bytes(digest[:8]) % 900
