"""What the pages of /mail/ show: a member's choice, and a digest to read on screen."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import groupby

from digests.models import DigestDelivery, MailPreference
from digests.queries import moments, news, positions
from digests.queries.lines import Block, Line
from digests.queries.news import News
from learninggroups.permissions import Roles
from members.models import Member
from questions.queries.site import waiting_for_many

LATEST = 5


@dataclass(frozen=True)
class PreferencesPage:
    """How often a member gets the digest, where it goes, and which came last."""

    address: str
    preference: MailPreference
    latest: Sequence[DigestDelivery]
    next_at: datetime | None


@dataclass(frozen=True)
class GroupPart:
    """Lines under the name of one learning group, or under no name."""

    name: str
    lines: Sequence[Line]


@dataclass(frozen=True)
class BlockPart:
    """One block of a digest on screen, in which nothing is left out."""

    heading: str
    is_waiting: bool
    parts: Sequence[GroupPart]


def preferences_page(member: Member, now: datetime) -> PreferencesPage:
    """Return what a member sees before she chooses how often the digest comes."""
    preference = MailPreference.objects.filter(member=member).first() or positions.DEFAULT
    latest = DigestDelivery.objects.filter(member=member, is_empty=False).exclude(composed_at=None)
    return PreferencesPage(
        address=member.email,
        preference=preference,
        latest=latest.select_related("run").order_by("-up_to")[:LATEST],
        next_at=moments.next_moment(preference, now),
    )


def digest_again(delivery: DigestDelivery, member: Member, roles: Roles, now: datetime) -> list[BlockPart]:
    """
    Return what a digest told, read or not, as far as its reader may see it now.

    PRIVACY: it is made again and not kept, so that who left a group no longer reads here
    what was said in it.
    """
    told = news.load(after=delivery.after, up_to=delivery.up_to)
    return _on_screen(told, delivery.after, member, roles, now, with_read=True)


def digest_so_far(member: Member, roles: Roles, now: datetime) -> list[BlockPart]:
    """Return what a member's next digest would tell if it came now."""
    after = positions.with_position(Member.objects.filter(pk=member.pk)).get().position
    return _on_screen(news.load_until_now(after=after), after, member, roles, now, with_read=False)


def _on_screen(
    told: News, after: int, member: Member, roles: Roles, now: datetime, *, with_read: bool
) -> list[BlockPart]:
    by_member = {member.pk: roles}
    [reader] = news.readers(told, {member.pk: after}, by_member, waiting_for_many(by_member, now))
    if with_read:
        reader = replace(reader, read_up_to={})
    lines = told.lines_for(reader)
    return [
        BlockPart(
            heading=block.value.heading,
            is_waiting=block is Block.WAITING,
            parts=[
                GroupPart(name, list(of_group))
                for name, of_group in groupby(
                    (line for line in lines if line.block is block), key=lambda line: line.group_name
                )
            ],
        )
        for block in Block
        if any(line.block is block for line in lines)
    ]
