"""Writing down what a member chose, so that she and who checks can see it later."""

import hashlib
from datetime import datetime

from members.models import Choice, Member


def write_down(*, member: Member, kind: str, choice: str, words: str, how: str, now: datetime) -> None:
    """
    Write down one choice, inside the transaction that carries it out.

    ``words`` are what she was asked, ``choice`` what she said, both as they stood on the page.
    What says the same as before, asked in the same words, is no new choice.
    """
    words, choice = words[:400], choice[:200]
    version = hashlib.sha256(words.encode()).hexdigest()[:8]
    latest = Choice.objects.filter(member=member, kind=kind, words_version=version).order_by("-pk").first()
    if latest is None or latest.choice != choice:
        Choice.objects.create(
            member=member,
            kind=kind,
            words=words,
            words_version=version,
            choice=choice,
            how=how,
            made_at=now,
        )
