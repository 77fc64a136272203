"""
What waits, on whom and since when, as one list: what needs a person and nothing else.

Each source is one small function that asks a fixed number of statements. Editors see what waits of
texts, the programme team sees all, administrators see the post.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from django.contrib.contenttypes.models import ContentType
from django.db.models import Count, Max, Min, Q, QuerySet
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page, TaskState, WorkflowState

from home.models import DevelopmentPage, Enquiry, LessonPage, Passage, Takeaway
from inbound.models import InboundMail
from learninggroups.models import GroupLetter, GroupProposal, LearningGroup, Report
from learninggroups.queries.tending import silent_groups
from mailing.queries.post import waiting_for_a_person
from members.models import Application
from members.permissions import Roles
from members.queries.organizations import without_contact
from questions.models import Question
from questions.queries.yearly import asked_again_from

EDITORS = "de redactie"
TEAM = "het programmateam"
State = Question.State
# What is done with a question in each state, by whom, and the name of the page where.
STEPS = {
    State.SUBMITTED: ("neem haar in behandeling of geef antwoord", TEAM, "offered"),
    State.DRAFT: ("schrijf verder, of laat een collega haar lezen", TEAM, "question"),
    State.READY: ("zet haar open, of plan wanneer", TEAM, "question"),
    State.OPEN: ("{reacted} van {asked} reageerden", "wie gevraagd is", "question"),
    State.CLOSED: ("lees de antwoorden en begin de synthese", TEAM, "question"),
    State.INTERPRETING: ("maak de synthese af en leg haar terug", TEAM, "question"),
    State.RETURNED: ("zij lezen of de synthese klopt", "wie antwoordde", "question"),
    State.SHARED: ("vraag de vrager wat ermee gedaan is", TEAM, "question"),
    State.AWAITING: ("schrijf de terugkoppeling", TEAM, "question"),
}


@dataclass(frozen=True, kw_only=True)
class Work:
    """One thing that waits: for whom, whether that is who asks, and since when."""

    kind: str
    title: str
    address: str
    note: str
    whom: str
    is_mine: bool
    since: datetime

    def waited(self, now: datetime) -> str:
        """Say how long this waits: *sinds vandaag*, *al 3 dagen*, *al 5 weken*."""
        days = (timezone.localdate(now) - timezone.localdate(self.since)).days
        if days < 2:
            return "sinds gisteren" if days == 1 else "sinds vandaag"
        return f"al {days} dagen" if days < 14 else f"al {days // 7} weken"


@dataclass(frozen=True)
class Worklist:
    """What waits, the longest first and with how long in words, and how much of it waits for who asks."""

    rows: list[tuple[Work, str]]
    mine: int
    all: int
    is_all: bool


def worklist(roles: Roles, now: datetime, *, of_everybody: bool = False) -> Worklist:
    """Return what waits for this person, or for everybody as far as she sees it."""
    found = sorted(_sources(roles, now), key=lambda work: work.since)
    mine = [work for work in found if work.is_mine]
    shown = found if of_everybody else mine
    return Worklist([(work, work.waited(now)) for work in shown], len(mine), len(found), of_everybody)


def _sources(roles: Roles, now: datetime) -> Iterator[Work]:
    if roles.is_programme_team or roles.is_editor:
        yield from _texts_to_read(roles)
        yield from _texts_given_back(roles)
        yield from _lessons_to_read_again()
        yield from _lessons_awaiting_consent()
        yield from _takeaways()
        yield from _lapsed_developments(now)
    if roles.is_programme_team:
        yield from _applications()
        yield from _organizations_without_contact(now)
        yield from _questions()
        yield from _three_questions(now)
        yield from _enquiries()
        yield from _reports()
        yield from _group_proposals()
        yield from _membership_requests()
        yield from _silent_groups(now)
        yield from _letters_to_many(roles)
    if roles.is_programme_team or roles.is_administrator:
        yield from _stuck_letters()
        yield from _unread_mail()


def _texts_to_read(roles: Roles) -> Iterator[Work]:
    waiting = TaskState.objects.filter(
        status=TaskState.STATUS_IN_PROGRESS,
        workflow_state__base_content_type=ContentType.objects.get_for_model(Page),
    )
    for state in waiting.select_related("revision", "workflow_state__requested_by"):
        giver = state.workflow_state.requested_by
        yield Work(
            kind="Tegenlezen",
            title=state.revision.object_str,
            address=_edit(state.revision.object_id),
            note=f"ingeleverd door {giver.name if giver else 'een begeleider'}",
            whom="een andere redacteur",
            is_mine=giver is None or giver.pk != roles.member_id,
            since=state.started_at,
        )


def _texts_given_back(roles: Roles) -> Iterator[Work]:
    returned = WorkflowState.objects.filter(
        status=WorkflowState.STATUS_NEEDS_CHANGES,
        base_content_type=ContentType.objects.get_for_model(Page),
    )
    related = ("current_task_state__revision", "requested_by")
    for state in returned.select_related(*related):
        yield Work(
            kind="Teruggegeven",
            title=state.current_task_state.revision.object_str,
            address=_edit(state.object_id),
            note="verander wat gevraagd is en lever opnieuw in",
            whom=state.requested_by.name if state.requested_by else "de begeleider",
            is_mine=state.requested_by_id == roles.member_id,
            since=state.current_task_state.finished_at,
        )


def lessons_to_read_again() -> QuerySet[LessonPage]:
    """Return the lessons online from which words fell out that nobody has looked at since."""
    return LessonPage.objects.filter(pk__in=Passage.objects.fallen().values("lesson")).order_by("pk")


def _lessons_to_read_again() -> Iterator[Work]:
    fallen = Passage.objects.fallen().values("lesson_id", "lesson__title")
    moments = ("post__deleted_at", "post__hidden_at", "post__edited_at", "answered_at")
    for row in fallen.annotate(since=Coalesce(*map(Max, moments))).order_by("lesson_id"):
        yield Work(
            kind="Nalezen",
            title=row["lesson__title"],
            address=reverse("home_office:read-again", args=[row["lesson_id"]]),
            note="een citaat is ingetrokken of veranderd: klopt de les nog?",
            whom=EDITORS,
            is_mine=True,
            since=row["since"],
        )


def _takeaways() -> Iterator[Work]:
    waiting = Takeaway.objects.filter(state=Takeaway.State.WAITING).select_related("lesson__group")
    for takeaway in waiting:
        group = takeaway.lesson.group
        yield Work(
            kind="Van een lezer",
            title=takeaway.lesson.title,
            address=reverse("home:takeaways"),
            note="een zin wacht op een blik: kan die bij de les?",
            whom=f"wie {group.name} begeleidt" if group else EDITORS,
            is_mine=group is None,
            since=takeaway.confirmed_at,
        )


def _lessons_awaiting_consent() -> Iterator[Work]:
    asked = Passage.objects.filter(consent=Passage.Consent.ASKED, author__is_active=True)
    rows = asked.values("lesson_id", "lesson__title").annotate(
        writers=Count("author", distinct=True), since=Min("asked_at")
    )
    for row in rows.order_by("lesson_id"):
        yield Work(
            kind="Toestemming",
            title=row["lesson__title"],
            address=_edit(row["lesson_id"]),
            note="mogen hun woorden in de les?",
            whom="één schrijver" if row["writers"] == 1 else f"{row['writers']} schrijvers",
            is_mine=False,
            since=row["since"],
        )


def _lapsed_developments(now: datetime) -> Iterator[Work]:
    today = timezone.localdate(now)
    lapsed = DevelopmentPage.objects.live().filter(valid_until__lt=today, superseded_by=None)
    for pk, title, until in lapsed.values_list("pk", "title", "valid_until"):
        yield Work(
            kind="Verlopen",
            title=title,
            address=_edit(pk),
            note="schrijf wat er nu geldt, of kies wat ervoor in de plaats kwam",
            whom=EDITORS,
            is_mine=True,
            since=timezone.make_aware(datetime.combine(until + timedelta(days=1), time.min)),
        )


def _questions() -> Iterator[Work]:
    in_hand = Question.objects.exclude(state=State.SUBMITTED, offer=None)
    waiting = in_hand.filter(state__in=STEPS, outcomes=None).annotate(
        asked=Count("recipients", distinct=True),
        reacted=Count("recipients", filter=~Q(recipients__reaction="none"), distinct=True),
        stepped_at=Max("state_changes__at"),
    )
    for question in waiting:
        note, whom, page = STEPS[State(question.state)]
        yield Work(
            kind=f"Vraag, {question.get_state_display()}",
            title=question.title,
            address=reverse(f"questions_office:{page}", args=[question.pk]),
            note=note.format(asked=question.asked, reacted=question.reacted),
            whom=whom,
            is_mine=whom == TEAM,
            since=question.stepped_at or question.closed_at or question.opened_at or question.created_at,
        )


def _three_questions(now: datetime) -> Iterator[Work]:
    if since := asked_again_from(now):
        yield Work(
            kind="De drie vragen",
            title="Vraag elk lid of we waarmaken wat we beloven",
            address=reverse("questions_office:questions") + "#drie-vragen",
            note="één keer per jaar, dezelfde drie vragen",
            whom=TEAM,
            is_mine=True,
            since=since,
        )


def _enquiries() -> Iterator[Work]:
    for enquiry in Enquiry.objects.waiting().select_related("page"):
        yield Work(
            kind="Vraag van een lid",
            title=enquiry.page.title,
            address=enquiry.get_absolute_url(),
            note="een lid wacht op antwoord",
            whom=TEAM,
            is_mine=True,
            since=enquiry.asked_at,
        )


def _applications() -> Iterator[Work]:
    for application in Application.objects.undecided():
        is_asked = application.state == Application.State.ASKED
        yield Work(
            kind="Wil lid worden",
            title=application.called,
            address=application.get_absolute_url(),
            note="wacht op antwoord op jullie vraag" if is_asked else "neem aan, vraag iets terug of wijs af",
            whom=application.name if is_asked else TEAM,
            is_mine=not is_asked,
            since=application.waiting_since,
        )


def _organizations_without_contact(now: datetime) -> Iterator[Work]:
    for orphan in without_contact():
        since = orphan.since or timezone.localdate(now)
        yield Work(
            kind="Zonder contactpersoon",
            title=orphan.organization.name,
            address=orphan.organization.get_absolute_url(),
            note="vraag wie de vragen voor deze organisatie krijgt, en maak die contactpersoon",
            whom=TEAM,
            is_mine=True,
            since=timezone.make_aware(datetime.combine(since, time.min)),
        )


def _membership_requests() -> Iterator[Work]:
    asked = Q(memberships__role="requested")
    groups = LearningGroup.objects.annotate(
        requests=Count("memberships", filter=asked), waiting_since=Min("memberships__joined_at", filter=asked)
    )
    for group in groups.filter(requests__gt=0):
        yield Work(
            kind="Aanvraag",
            title=group.name,
            address=group.get_absolute_url(),
            note="iemand wil meedoen" if group.requests == 1 else f"{group.requests} mensen willen meedoen",
            whom="de begeleider",
            is_mine=False,
            since=group.waiting_since,
        )


def _group_proposals() -> Iterator[Work]:
    for proposal in GroupProposal.objects.filter(decided_at=None).select_related("theme"):
        yield Work(
            kind="Wordt dit een leergroep?",
            title=proposal.theme.name,
            address=reverse("learninggroups_office:proposal", args=[proposal.pk]),
            note="leden staken hun hand op",
            whom=TEAM,
            is_mine=True,
            since=proposal.asked_at,
        )


def _silent_groups(now: datetime) -> Iterator[Work]:
    for group in silent_groups(now):
        yield Work(
            kind="Stille leergroep",
            title=group.name,
            address=reverse("learninggroups:tending", args=[group.slug]),
            note="bied hulp aan of archiveer",
            whom=TEAM,
            is_mine=True,
            since=group.quiet_since,
        )


def _letters_to_many(roles: Roles) -> Iterator[Work]:
    waiting = GroupLetter.objects.waiting_for_second().filter(group__is_confidential=False)
    for letter in waiting.select_related("group", "asked_by"):
        yield Work(
            kind="Brief aan velen",
            title=letter.subject,
            address=letter.get_absolute_url(),
            note=f"aan {letter.group.name}: lees mee en verstuur",
            whom="een tweede begeleider of het programmateam",
            is_mine=letter.asked_by_id != roles.member_id,
            since=letter.asked_at,
        )


def _reports() -> Iterator[Work]:
    waiting = Report.objects.before_team().waiting().aggregate(count=Count("pk"), since=Min("reported_at"))
    if waiting["count"]:
        yield Work(
            kind="Melding",
            title="Eén bericht is gemeld" if waiting["count"] == 1 else f"{waiting['count']} meldingen",
            address=reverse("learninggroups:team-reports"),
            note="lees wat er is gemeld en beslis",
            whom=TEAM,
            is_mine=True,
            since=waiting["since"],
        )


def _stuck_letters() -> Iterator[Work]:
    count, since = waiting_for_a_person()
    if count:
        yield Work(
            kind="Post",
            title="Eén brief ligt vast" if count == 1 else f"{count} brieven liggen vast",
            address=reverse("mailing_office:post"),
            note="stuur opnieuw, of laat gaan",
            whom="wie op de post let",
            is_mine=True,
            since=since,
        )


def _unread_mail() -> Iterator[Work]:
    stuck = InboundMail.objects.stuck().aggregate(count=Count("pk"), since=Min("received_at"))
    if stuck["count"]:
        yield Work(
            kind="Binnengekomen post",
            title="Eén mail" if stuck["count"] == 1 else f"{stuck['count']} mails",
            address=reverse("inbound_office:mail"),
            note="het portaal kon er niets mee: lees wat er staat",
            whom="wie op de post let",
            is_mine=True,
            since=stuck["since"],
        )


def _edit(pk: int) -> str:
    return reverse("wagtailadmin_pages:edit", args=[pk])
