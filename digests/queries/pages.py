"""What the pages of /mail/ show: a member's choice, and a digest to read on screen."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import groupby

from digests.models import DigestDelivery, MailPreference
from digests.queries import leftovers, moments, news, positions
from digests.queries.leftovers import Start
from digests.queries.lines import Block, BlockLines, Line
from digests.queries.news import News, Reader
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
    """One block of a digest on screen; ``more`` lines wait for the next one."""

    heading: str
    is_waiting: bool
    parts: Sequence[GroupPart]
    more: int
    more_path: str


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
    start = Start(delivery.after, leftovers.unpacked(delivery.carried))
    told = news.load(start, up_to=delivery.up_to)
    reader = replace(_reader(told, start, member, roles, now), read_up_to={})
    left_over = leftovers.unpacked(delivery.left_over)
    # What did not fit stands in another digest.
    lines = [line for line in told.lines_for(reader) if left_over.keys().isdisjoint(line.subjects)]
    return _on_screen(leftovers.in_blocks(lines))


def digest_so_far(member: Member, roles: Roles, now: datetime) -> list[BlockPart]:
    """Return what a member's next digest would tell if it came now."""
    told = positions.with_position(Member.objects.filter(pk=member.pk)).get()
    start = Start(told.position, leftovers.unpacked(told.carried))
    since = news.load_until_now(start)
    blocks, _left_over = leftovers.fit(since.lines_for(_reader(since, start, member, roles, now)), start)
    return _on_screen(blocks)


def _reader(told: News, start: Start, member: Member, roles: Roles, now: datetime) -> Reader:
    by_member = {member.pk: roles}
    [reader] = news.readers(told, {member.pk: start}, by_member, waiting_for_many(by_member, now), now)
    return reader


def _on_screen(blocks: Iterable[BlockLines]) -> list[BlockPart]:
    return [
        BlockPart(
            heading=of_block.block.value.heading,
            is_waiting=of_block.block is Block.WAITING,
            parts=[
                GroupPart(name, list(of_group))
                for name, of_group in groupby(of_block.lines, key=lambda line: line.group_name)
            ],
            more=of_block.more,
            more_path=of_block.block.value.more,
        )
        for of_block in blocks
    ]
