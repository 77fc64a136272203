"""Letters in the facilitators' own words; about a confidential group they hold none of them."""

import hashlib
from collections.abc import Sequence
from datetime import datetime

from learninggroups.models import GroupLetter, Membership
from learninggroups.notifications.lists import list_of
from learninggroups.notifications.topics import of_group
from mailing import outbox
from mailing.letters import Letter, LetterKind
from members.models import Member


def proof_written(letter: GroupLetter, author: Member, *, now: datetime) -> None:
    """Send who wrote it the letter as the group will get it; the same words once."""
    words = hashlib.sha256(f"{letter.subject}\n{letter.body}".encode()).hexdigest()[:16]
    key = f"group_letter:{letter.pk}:proof:{words}:member:{author.pk}"
    outbox.queue([_letter(letter, author, key, is_proof=True)], now=now)


def letter_sent(letter: GroupLetter, *, now: datetime) -> int:
    """Write to everyone who takes part and wants it, once; returns to how many."""
    readers = Member.objects.active().filter(pk__in=_wanting(letter.group_id).values("member"))
    return outbox.queue(
        [
            _letter(letter, reader, f"group_letter:{letter.pk}:member:{reader.pk}", is_proof=False)
            for reader in readers.order_by("pk")
        ],
        now=now,
    )


def word_to_participant(membership: Membership, word: str, actor: Member, *, now: datetime) -> None:
    """Send one participant the words of a facilitator; the same words once."""
    words = hashlib.sha256(word.encode()).hexdigest()[:16]
    letter = Letter(
        FACILITATOR_WORD.name,
        to=membership.member,
        key=f"facilitator_word:{membership.pk}:by:{actor.pk}:{words}",
        about=f"membership:{membership.pk}",
        context={"group": membership.group, "actor": actor, "word": word},
    )
    outbox.queue([letter], now=now)


def still_wanted(rows: Sequence) -> set[int]:
    """Return the letters to who still takes part and still wants them; proofs always go."""
    numbers = {int(row.about.partition(":")[2]) for row in rows}
    places = _wanting_any().filter(group__letters__in=numbers)
    wanted = set(places.values_list("group__letters", "member"))
    return {
        row.pk
        for row in rows
        if ":proof:" in row.key or (int(row.about.partition(":")[2]), row.member_id) in wanted
    }


def _wanting_any():
    return Membership.objects.taking_part().filter(wants_letters=True)


def _wanting(group_id: int):
    return _wanting_any().filter(group=group_id)


def _letter(letter: GroupLetter, to: Member, key: str, *, is_proof: bool) -> Letter:
    return Letter(
        GROUP_LETTER.name,
        to=to,
        key=key,
        about=f"group_letter:{letter.pk}",
        context={"letter": letter, "group": letter.group, "is_proof": is_proof}
        | ({"why": "je deze brief schreef", "stop_url": ""} if is_proof else {}),
        mailing_list=list_of(letter.group),
    )


GROUP_LETTER = LetterKind(
    name="group_letter",
    reason="je meedoet met deze leergroep",
    list_name="groepsbrieven",
    wanted=still_wanted,
    stop_words="Geen brieven van deze leergroep meer",
)
FACILITATOR_WORD = LetterKind(
    name="facilitator_word",
    reason="je meedoet met deze leergroep",
    stop_words="Geen persoonlijke brieven van deze begeleiders meer",
    topics=of_group(Membership, "group", "words"),
)
KINDS = [GROUP_LETTER, FACILITATOR_WORD]
