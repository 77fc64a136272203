"""Who reacted how to one question: counts of all, and a page of rows of each kind of voice."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass

from django.core.paginator import Page, Paginator
from django.db.models import Count, Q, QuerySet

from mailing.outbox import LetterState, letters_about
from members.models import Affiliation, Member
from questions.models import Answer, Question, Recipient, Reminder

PER_PAGE = 50
Reaction = Recipient.Reaction

LETTER_NAMES = {
    "question_opened": "vraag",
    "question_reminder": "herinnering",
    "outcome_recorded": "terugkoppeling",
}


@dataclass(frozen=True)
class Reached:
    """Somebody to whom letters went for a recipient."""

    name: str
    email: str
    phone: str
    letters: list[str]


@dataclass(frozen=True)
class AskedRow:
    """One recipient: why it is asked, who got letters, and what it did."""

    recipient: Recipient
    is_open: bool
    has_draft: bool
    # The draft was typed by somebody else and waits for the yes of who spoke.
    awaits_approval: bool
    people: list[Reached]

    @property
    def name(self) -> str:
        """The organisation or the member."""
        return str(self.recipient.organization or self.recipient.member)

    @property
    def is_waiting(self) -> bool:
        """No reaction of any kind yet."""
        return self.recipient.reaction == Reaction.NONE

    @property
    def may_be_taken_down(self) -> bool:
        """What this voice says can be typed for it: the question is open and nothing was handed in."""
        return self.is_open and self.recipient.reaction != Reaction.ANSWERED

    @property
    def state(self) -> str:
        """How far this voice is, in words."""
        recipient = self.recipient
        if self.awaits_approval:
            return "wacht op akkoord"
        if not self.is_waiting:
            return recipient.get_reaction_display()
        if self.has_draft:
            return "in behandeling"
        if recipient.passed_on_at:
            return "doorgezet"
        if not self.is_open:
            return "geen reactie"
        return "gezien" if recipient.seen_at else "verstuurd"


@dataclass(frozen=True)
class Voices:
    """One kind of voice: how many, how many of them did nothing yet, and a page of them."""

    page: Page
    count: int
    waiting_count: int


@dataclass(frozen=True)
class Overview:
    """Who reacted how; organisations and members are never added up."""

    organizations: Voices
    members: Voices
    # Whoever wants to be called, of both kinds.
    calls: list[AskedRow]


def overview_of(
    question: Question, *, organizations_page: str | None = None, members_page: str | None = None
) -> Overview:
    """Return who reacted how, with the letters of each, in a constant number of queries."""
    of_organization, waiting = Q(member=None), Q(reaction=Reaction.NONE)
    counts = question.recipients.aggregate(
        organizations=Count("pk", filter=of_organization),
        waiting_organizations=Count("pk", filter=of_organization & waiting),
        members=Count("pk", filter=~of_organization),
        waiting_members=Count("pk", filter=~of_organization & waiting),
    )
    rows = question.recipients.select_related("organization", "member", "reacted_by")
    organizations = _page(rows.filter(of_organization).order_by("organization__name"), organizations_page)
    members = _page(rows.filter(~of_organization).order_by("member__name", "pk"), members_page)
    calls = list(rows.filter(reaction=Reaction.CALL_ME).order_by("reacted_at", "pk"))
    shown = [*organizations.object_list, *members.object_list, *calls]
    by_recipient = _rows(question, shown)
    for page in (organizations, members):
        page.object_list = [by_recipient[recipient.pk] for recipient in page.object_list]
    return Overview(
        organizations=Voices(organizations, counts["organizations"], counts["waiting_organizations"]),
        members=Voices(members, counts["members"], counts["waiting_members"]),
        calls=[by_recipient[recipient.pk] for recipient in calls],
    )


def _page(recipients: QuerySet[Recipient], number: str | None) -> Page:
    page = Paginator(recipients, PER_PAGE).get_page(number)
    page.object_list = list(page.object_list)
    return page


def _rows(question: Question, recipients: list[Recipient]) -> dict[int, AskedRow]:
    contacts = _contacts([row.organization_id for row in recipients if row.organization_id])
    people = {
        recipient.pk: [recipient.member] if recipient.member else contacts[recipient.organization_id]
        for recipient in recipients
    }
    letters = _letters(question, {person.pk for some in people.values() for person in some})
    drafts = {
        (organization_id, member_id): typed_by is not None
        for organization_id, member_id, typed_by in Answer.objects.filter(
            question=question, submitted_at=None, withdrawn_at=None
        )
        .filter(
            Q(organization__in=[row.organization_id for row in recipients if row.organization_id])
            | Q(member__in=[row.member_id for row in recipients if row.member_id])
        )
        .values_list("organization_id", "member_id", "typed_by")
    }
    return {
        recipient.pk: AskedRow(
            recipient=recipient,
            is_open=question.is_open,
            has_draft=(recipient.organization_id, recipient.member_id) in drafts,
            awaits_approval=drafts.get((recipient.organization_id, recipient.member_id), False),
            people=[
                Reached(person.name, person.email, person.phone, letters[person.pk])
                for person in people[recipient.pk]
            ],
        )
        for recipient in recipients
    }


def _contacts(organization_ids: list[int]) -> dict[int, list[Member]]:
    places = (
        Affiliation.objects.contacts()
        .filter(organization__in=organization_ids, member__is_active=True)
        .select_related("member")
        .order_by("member__name")
    )
    contacts = defaultdict(list)
    for place in places:
        contacts[place.organization_id].append(place.member)
    return contacts


def _letters(question: Question, members: Collection[int]) -> dict[int, list[str]]:
    """Per member what was written to her about this question, and where that letter is."""
    about = f"question:{question.pk}"
    letters = defaultdict(list)
    for letter in letters_about(about, members):
        letters[letter.member_id].append(_said(letter))
    shared = Reminder.objects.filter(question=question, member__in=members)
    for member_id in shared.exclude(letter__startswith=f"{about}:").values_list("member_id", flat=True):
        letters[member_id].append("herinnering, samen met die voor een andere vraag")
    return letters


def _said(letter: LetterState) -> str:
    name = LETTER_NAMES.get(letter.letter, letter.letter)
    return f"{name}: {letter.state_label}"
