"""What the pages of /mail/ show: a member's choice, and a digest to read on screen."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from itertools import groupby

from django.utils import timezone

from digests.models import DigestDelivery, MailPreference
from digests.queries import leftovers, moments, news, positions, readers
from digests.queries.leftovers import Start
from digests.queries.lines import Block, BlockLines, Line
from digests.queries.news import News
from digests.queries.readers import Reader
from learninggroups.permissions import Roles
from mailing import unsubscribing
from mailing.unsubscribing import Stop
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
    paused_until: date | None
    without_content: bool
    stops: Sequence[Stop]


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
    paused_until = member.mail_paused_until
    if paused_until and paused_until <= timezone.localdate(now):
        paused_until = None
    latest = DigestDelivery.objects.filter(member=member, is_empty=False).exclude(composed_at=None)
    return PreferencesPage(
        address=member.email,
        preference=preference,
        latest=latest.select_related("run").order_by("-up_to")[:LATEST],
        next_at=moments.next_moment(preference, now, paused_until),
        paused_until=paused_until,
        without_content=member.mail_without_content,
        stops=unsubscribing.stops_of(member.pk),
    )


def digest_again(
    delivery: DigestDelivery, member: Member, roles: Roles, now: datetime
) -> tuple[list[BlockPart], dict[int, int]]:
    """
    Return what a digest told, read or not, as far as its reader may see it now, and what of it is unread.

    PRIVACY: it is made again and not kept, so that who left a group no longer reads here
    what was said in it.
    """
    told, reader = _told_by(delivery, member, roles, now)
    lines = _lines_of(delivery, told, reader)
    return on_screen(leftovers.in_blocks(lines)), _unread(lines, told, reader)


def places_unread(delivery: DigestDelivery, member: Member, roles: Roles, now: datetime) -> dict[int, int]:
    """
    Return up to where each thread goes that a digest told of, as far as she did not read so far.

    What was said since, and what had no room in it, is not told by it.
    """
    told, reader = _told_by(delivery, member, roles, now)
    return _unread(_lines_of(delivery, told, reader), told, reader)


def _unread(lines: Sequence[Line], told: News, reader: Reader) -> dict[int, int]:
    subjects = {subject for line in lines for subject in line.subjects}
    last = {
        talked.thread.pk: max(said.position for said in talked.contributions)
        for threads in told.threads.values()
        for talked in threads
        if talked.subject in subjects and talked.contributions
    }
    return {pk: place for pk, place in last.items() if reader.read_up_to.get(pk, 0) < place}


def _told_by(delivery: DigestDelivery, member: Member, roles: Roles, now: datetime) -> tuple[News, Reader]:
    start = Start(delivery.after, leftovers.unpacked(delivery.carried))
    told = news.load(start, up_to=delivery.up_to, now=now)
    return told, _reader(told, start, member, roles, now)


def _lines_of(delivery: DigestDelivery, told: News, reader: Reader) -> list[Line]:
    """Return the lines of a digest, read or not; what did not fit stands in another one."""
    left_over = leftovers.unpacked(delivery.left_over)
    lines = told.lines_for(replace(reader, read_up_to={}))
    return [line for line in lines if left_over.keys().isdisjoint(line.subjects)]


def digest_so_far(member: Member, roles: Roles, now: datetime) -> list[BlockPart]:
    """Return what a member's next digest would tell if it came now."""
    blocks, _reader = blocks_so_far(member, roles, now)
    return on_screen(blocks)


def blocks_so_far(member: Member, roles: Roles, now: datetime) -> tuple[list[BlockLines], Reader]:
    """Return the same as it would stand in the letter, and who would read it."""
    told = positions.with_position(Member.objects.filter(pk=member.pk)).get()
    start = Start(told.position, leftovers.unpacked(told.carried))
    since = news.load_until_now(start, now)
    reader = _reader(since, start, member, roles, now)
    blocks, _left_over = leftovers.fit(since.lines_for(reader), start)
    return blocks, reader


def _reader(told: News, start: Start, member: Member, roles: Roles, now: datetime) -> Reader:
    by_member = {member.pk: roles}
    [reader] = readers.of(told, {member.pk: start}, by_member, waiting_for_many(by_member, now), now)
    return reader


def on_screen(blocks: Iterable[BlockLines]) -> list[BlockPart]:
    """Return blocks of a digest as a page shows them."""
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
