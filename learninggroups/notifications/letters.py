"""Letters in the facilitators' own words; about a confidential group they hold none of them."""

import hashlib
from collections.abc import Sequence
from datetime import datetime

from django.db.models import Q, QuerySet

from learninggroups.models import GroupLetter, Membership
from learninggroups.notifications.lists import list_of
from learninggroups.notifications.topics import of_group
from learninggroups.permissions import Roles, may_see_letter
from mailing import outbox
from mailing.letters import Letter, LetterKind
from members.models import PROGRAMME_TEAM, Member


def proof_written(letter: GroupLetter, author: Member, *, now: datetime) -> None:
    """Send who wrote it the letter as the group will get it; the same words once."""
    words = hashlib.sha256(f"{letter.subject}\n{letter.body}".encode()).hexdigest()[:16]
    key = f"group_letter:{letter.pk}:proof:{words}:member:{author.pk}"
    outbox.queue([_letter(letter, author, key, is_proof=True)], now=now)


def letter_sent(letter: GroupLetter, *, now: datetime) -> int:
    """Write to everyone who takes part and wants it, once; returns to how many."""
    return outbox.queue(
        [
            _letter(letter, reader, f"group_letter:{letter.pk}:member:{reader.pk}", is_proof=False)
            for reader in readers_of(letter)
        ],
        now=now,
    )


def readers_of(letter: GroupLetter) -> QuerySet[Member]:
    """Return everyone who takes part and wants the letters of the group."""
    wanting = _wanting(letter.group_id).values("member")
    return Member.objects.active().filter(pk__in=wanting).order_by("pk")


def second_asked(letter: GroupLetter, actor: Member, *, now: datetime) -> None:
    """Tell the other facilitators, and the programme team where it may read along, that a letter waits."""
    asked = Q(memberships__in=letter.group.memberships.facilitating())
    if not letter.group.is_confidential:
        asked |= Q(groups__name=PROGRAMME_TEAM)
    others = Member.objects.active().filter(asked).exclude(pk=actor.pk).distinct()
    outbox.queue(
        [
            Letter(
                SECOND_ASKED.name,
                to=other,
                key=f"second_asked:{letter.pk}:{letter.tested_at:%Y%m%dT%H%M%S}:member:{other.pk}",
                about=f"group_letter:{letter.pk}",
                context={"letter": letter, "group": letter.group, "actor": actor},
                path=letter.get_absolute_url(),
            )
            for other in others.order_by("pk")
        ],
        now=now,
    )


def still_asked(rows: Sequence) -> set[int]:
    """Return the letters about what still waits for a second look, to who may give it."""
    numbers = {row.pk: int(row.about.partition(":")[2]) for row in rows}
    waiting = GroupLetter.objects.waiting_for_second().filter(pk__in=numbers.values())
    found = {letter.pk: letter for letter in waiting.select_related("group")}
    roles = Roles.of_many(Member.objects.active().filter(pk__in={row.member_id for row in rows}))
    return {
        row.pk
        for row in rows
        if row.member_id in roles
        and (letter := found.get(numbers[row.pk]))
        and may_see_letter(roles[row.member_id], letter)
    }


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
SECOND_ASKED = LetterKind(
    name="second_asked",
    reason="je deze leergroep begeleidt of in het programmateam zit",
    wanted=still_asked,
    stop_words="Geen berichten meer over deze brief",
)
FACILITATOR_WORD = LetterKind(
    name="facilitator_word",
    reason="je meedoet met deze leergroep",
    stop_words="Geen persoonlijke brieven van deze begeleiders meer",
    topics=of_group(Membership, "group", "words"),
)
KINDS = [GROUP_LETTER, SECOND_ASKED, FACILITATOR_WORD]
