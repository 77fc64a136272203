"""What the back office sees of one member's mail: who she is, what she chose and what she got."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from django.db.models import Prefetch, Q
from django.db.models.functions import Lower

from digests.models import DigestDelivery, DigestRun, MailPreference
from digests.queries import moments, pages, positions, words
from digests.queries.letters import THREAD
from digests.queries.lines import Block, BlockLines, Line
from digests.queries.pages import BlockPart
from learninggroups.models import Thread
from learninggroups.permissions import Roles
from mailing.queries.log import ReaderLog, log_of
from members.models import Affiliation, Member

FOUND_AT_MOST = 25
LATEST = 12
# What these tell, the programme team may see.
OPEN_BLOCKS = {Block.OUTCOMES, Block.NATIONAL, Block.LESSONS, Block.NEWS}
HIDDEN = "Iets waar jij niet bij kunt"


@dataclass(frozen=True)
class FoundMember:
    """A member who was searched for, with where she works."""

    member: Member
    organizations: str


@dataclass(frozen=True)
class Told:
    """What one digest was for one member."""

    period: str
    planned_at: datetime
    is_written: bool
    is_empty: bool


@dataclass(frozen=True)
class DigestOfMember:
    """What a member's next digest would tell."""

    member: Member
    blocks: Sequence[BlockPart]


@dataclass(frozen=True)
class Proof:
    """A member's next digest as a letter, as far as who asked for it may see it."""

    member: Member
    subject: str
    period: str
    blocks: Sequence[BlockLines]


@dataclass(frozen=True)
class MailOfMember:
    """One member's mail, and why what did not come did not come."""

    member: Member
    organizations: str
    preference: MailPreference
    next_at: datetime | None
    told: Sequence[Told]
    log: ReaderLog


def find_members(words_typed: str) -> list[FoundMember]:
    """Return members whose name or address holds each of these words; nobody when nothing was typed."""
    members = Member.objects.all()
    typed = words_typed.split()
    for word in typed:
        members = members.filter(Q(name__icontains=word) | Q(email__icontains=word))
    if not typed:
        return []
    found = members.order_by(Lower("name"), "pk").prefetch_related(_places())[:FOUND_AT_MOST]
    return [FoundMember(member, _where(member)) for member in found]


def mail_of(member_id: int, *, page: str, now: datetime) -> MailOfMember:
    """
    Return what the back office may know of one member's mail.

    :raises Member.DoesNotExist: when there is no such member.
    """
    member = Member.objects.prefetch_related(_places()).get(pk=member_id)
    preference = MailPreference.objects.filter(member=member).first() or positions.DEFAULT
    deliveries = DigestDelivery.objects.filter(member=member).select_related("run").order_by("-up_to")
    return MailOfMember(
        member=member,
        organizations=_where(member),
        preference=preference,
        next_at=moments.next_moment(preference, now, member.mail_paused_until) if member.is_active else None,
        told=[
            Told(
                period=words.period(delivery.run),
                planned_at=delivery.run.planned_at,
                is_written=delivery.composed_at is not None,
                is_empty=delivery.is_empty,
            )
            for delivery in deliveries[:LATEST]
        ],
        log=log_of(member.pk, member.email, page),
    )


def preview_for(member_id: int, viewer: Roles, now: datetime) -> DigestOfMember:
    """
    Return what a member's next digest would tell if it came now, to who looks after the post.

    PRIVACY: that she may look after the post does not let her into a closed group. Of what she may
    not see herself stands here only that it would be told.

    :raises Member.DoesNotExist: when there is no such active member.
    """
    member = Member.objects.active().get(pk=member_id)
    blocks, _reader = pages.blocks_so_far(member, Roles.of(member), now)
    return DigestOfMember(member, pages.on_screen(_seen_by(viewer, blocks)))


def proof_for(member_id: int, viewer: Roles, now: datetime) -> Proof:
    """
    Return the same as a letter.

    PRIVACY: its subject counts what waits for her, so that stays out when any of it is hidden.

    :raises Member.DoesNotExist: when there is no such active member.
    """
    member = Member.objects.active().get(pk=member_id)
    blocks, reader = pages.blocks_so_far(member, Roles.of(member), now)
    seen = _seen_by(viewer, blocks)
    preference = MailPreference.objects.filter(member=member).first() or positions.DEFAULT
    run = DigestRun(kind=preference.frequency, planned_at=now)
    waiting = [line for of_block in seen if of_block.block is Block.WAITING for line in of_block.lines]
    if all(line.path for line in waiting):
        subject = words.subject(run, reader.waiting, reader.asked, words.called_in(seen))
    else:
        subject = words.subject(run, [], [], 0)
    return Proof(member, subject, words.period(run), seen)


def _seen_by(viewer: Roles, blocks: Sequence[BlockLines]) -> list[BlockLines]:
    """Return blocks of a digest; of what this viewer may not see stands there only that it is there."""
    lines = [line for of_block in blocks for line in of_block.lines]
    threads = {int(pk) for line in lines for pk in THREAD.findall(line.path.encode())}
    visible = set(Thread.objects.visible_to(viewer).filter(pk__in=threads).values_list("pk", flat=True))
    return [_without_secrets(of_block, visible) for of_block in blocks]


def _without_secrets(of_block: BlockLines, visible: set[int]) -> BlockLines:
    shown = [line for line in of_block.lines if _may_be_shown(line, visible)]
    # A group is named when anything in it may be seen.
    named = {line.group_name for line in shown}
    return replace(
        of_block,
        lines=[line if line in shown else _hidden(line, named) for line in of_block.lines],
    )


def _hidden(line: Line, named: set[str]) -> Line:
    group_name = line.group_name if line.group_name in named else ""
    return Line(line.block, title=HIDDEN, path="", group_name=group_name)


def _may_be_shown(line: Line, visible: set[int]) -> bool:
    if line.block in OPEN_BLOCKS or line.path.startswith("/landelijke-vragen/"):
        return True
    threads = THREAD.findall(line.path.encode())
    return bool(threads) and all(int(pk) in visible for pk in threads)


def _places() -> Prefetch:
    places = Affiliation.objects.current().select_related("organization").order_by("organization__name")
    return Prefetch("affiliations", places, to_attr="current_places")


def _where(member: Member) -> str:
    return ", ".join(place.organization.name for place in member.current_places)
