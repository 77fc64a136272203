"""The letters of a group, and whom a new one reaches."""

from dataclasses import dataclass

from learninggroups.models import GroupLetter, LearningGroup
from learninggroups.permissions import Roles, may_send_letter, may_write_letters
from mailing.letters import ONE_PERSON_MAY


@dataclass(frozen=True, slots=True)
class LetterPage:
    """One letter; who may send it sees to how many it goes."""

    letter: GroupLetter
    author: str
    readers: int
    unwilling: int
    may_send: bool
    may_change: bool
    # One person may not write to so many: whether that is so, and whether she can be the second.
    needs_second: bool
    is_second: bool


@dataclass(frozen=True, slots=True)
class LetterList:
    """The letters of one group, newest first."""

    waiting: tuple[GroupLetter, ...]
    sent: tuple[GroupLetter, ...]
    may_write: bool


def letter_list(roles: Roles, group: LearningGroup) -> LetterList:
    """Return the letters of a group that this person may read."""
    letters = list(
        GroupLetter.objects.visible_to(roles)
        .filter(group=group)
        .select_related("group", "author")
        .order_by("-sent_at", "-written_at", "-pk")
    )
    return LetterList(
        waiting=tuple(letter for letter in letters if letter.sent_at is None),
        sent=tuple(letter for letter in letters if letter.sent_at is not None),
        may_write=may_write_letters(roles, group),
    )


def letter_page(roles: Roles, letter: GroupLetter) -> LetterPage:
    """Return one letter as this person sees it; how many it reaches is for who may send it."""
    may_send = letter.sent_at is None and may_send_letter(roles, letter)
    wants = []
    if may_send:
        places = letter.group.memberships.taking_part().filter(member__is_active=True)
        wants = list(places.values_list("wants_letters", flat=True))
    return LetterPage(
        letter=letter,
        author=letter.author.name if letter.author else "",
        readers=wants.count(True),
        unwilling=wants.count(False),
        may_send=may_send,
        may_change=may_send and may_write_letters(roles, letter.group),
        needs_second=wants.count(True) > ONE_PERSON_MAY,
        is_second=letter.asked_at is not None and letter.asked_by_id != roles.member_id,
    )
