"""What the programme team has to do, as one list."""

from dataclasses import dataclass
from datetime import datetime

from django.contrib.contenttypes.models import ContentType
from django.db.models import Count, Min, Q, QuerySet
from django.urls import reverse
from wagtail.models import Page, TaskState

from home.models import Enquiry, LessonPage, Passage
from learninggroups.models import GroupProposal, LearningGroup, Report
from learninggroups.queries.tending import silent_groups
from questions.models import Question


@dataclass(frozen=True, kw_only=True)
class Work:
    """One thing to do, or to keep an eye on."""

    kind: str
    title: str
    address: str
    moment: datetime | None
    note: str


def worklist(now: datetime) -> list[Work]:
    """Return what waits for the programme team: nearest deadlines first, then what lies longest."""
    return [
        *_open_questions(),
        *_offered_questions(),
        *_questions_without_outcome(),
        *_drafts_to_read(),
        *_lessons_to_read_again(),
        *_enquiries(),
        *_reports(),
        *_group_proposals(),
        *_membership_requests(),
        *_silent_groups(now),
    ]


def _open_questions() -> list[Work]:
    return [
        Work(
            kind="Open vraag",
            title=question.title,
            address=reverse("questions_office:question", args=[question.pk]),
            moment=question.deadline_at,
            note=f"{question.reacted} van {question.asked} reageerden; sluit op",
        )
        for question in Question.objects.open()
        .annotate(
            asked=Count("recipients"), reacted=Count("recipients", filter=~Q(recipients__reaction="none"))
        )
        .order_by("deadline_at", "pk")
    ]


def _offered_questions() -> list[Work]:
    return [
        Work(
            kind="Aangeboden vraag",
            title=question.title,
            address=reverse("questions_office:offered", args=[question.pk]),
            moment=question.created_at,
            note="aangeboden op",
        )
        for question in Question.objects.filter(state=Question.State.SUBMITTED, offer__isnull=False).order_by(
            "created_at", "pk"
        )
    ]


def _questions_without_outcome() -> list[Work]:
    state = Question.State
    ended = [state.CLOSED, state.INTERPRETING, state.RETURNED, state.SHARED, state.AWAITING]
    return [
        Work(
            kind="Terugkoppeling volgt",
            title=question.title,
            address=reverse("questions_office:question", args=[question.pk]),
            moment=question.closed_at,
            note="gesloten op",
        )
        for question in Question.objects.filter(state__in=ended, outcomes=None).order_by("closed_at", "pk")
    ]


def _drafts_to_read() -> list[Work]:
    waiting = TaskState.objects.filter(
        status=TaskState.STATUS_IN_PROGRESS,
        workflow_state__base_content_type=ContentType.objects.get_for_model(Page),
    )
    return [
        Work(
            kind="Tegenlezen",
            title=state.revision.object_str,
            address=reverse("wagtailadmin_pages:edit", args=[state.revision.object_id]),
            moment=state.started_at,
            note="ligt klaar sinds",
        )
        for state in waiting.select_related("revision").order_by("started_at", "pk")
    ]


def lessons_to_read_again() -> QuerySet[LessonPage]:
    """Return the lessons online from which words fell out that nobody has looked at since."""
    return LessonPage.objects.filter(pk__in=Passage.objects.fallen().values("lesson")).order_by("pk")


def _lessons_to_read_again() -> list[Work]:
    return [
        Work(
            kind="Nalezen",
            title=title,
            address=reverse("home_office:read-again", args=[pk]),
            moment=published_at,
            note="een citaat is ingetrokken of veranderd: lees of de les nog klopt. Online sinds",
        )
        for pk, title, published_at in lessons_to_read_again().values_list(
            "pk", "title", "first_published_at"
        )
    ]


def _enquiries() -> list[Work]:
    return [
        Work(
            kind="Vraag van een lid",
            title=enquiry.page.title,
            address=enquiry.get_absolute_url(),
            moment=enquiry.asked_at,
            note="wacht op antwoord sinds",
        )
        for enquiry in Enquiry.objects.waiting().select_related("page")
    ]


def _membership_requests() -> list[Work]:
    asked = Q(memberships__role="requested")
    groups = LearningGroup.objects.annotate(
        requests=Count("memberships", filter=asked), since=Min("memberships__joined_at", filter=asked)
    )
    return [
        Work(
            kind="Aanvraag",
            title=group.name,
            address=group.get_absolute_url(),
            moment=group.since,
            note="iemand wacht op de begeleider sinds"
            if group.requests == 1
            else f"{group.requests} mensen wachten op de begeleider, de eerste sinds",
        )
        for group in groups.filter(requests__gt=0).order_by("since", "pk")
    ]


def _group_proposals() -> list[Work]:
    asked = GroupProposal.objects.filter(decided_at=None).select_related("theme")
    return [
        Work(
            kind="Wordt dit een leergroep?",
            title=proposal.theme.name,
            address=reverse("learninggroups_office:proposal", args=[proposal.pk]),
            moment=proposal.asked_at,
            note="leden staken hun hand op; sinds",
        )
        for proposal in asked.order_by("asked_at", "pk")
    ]


def _silent_groups(now: datetime) -> list[Work]:
    return [
        Work(
            kind="Stille leergroep",
            title=group.name,
            address=reverse("learninggroups:tending", args=[group.slug]),
            moment=group.quiet_since,
            note="bied hulp aan of archiveer; stil sinds",
        )
        for group in silent_groups(now)
    ]


def _reports() -> list[Work]:
    waiting = Report.objects.before_team().waiting().aggregate(count=Count("pk"), since=Min("reported_at"))
    if not waiting["count"]:
        return []
    return [
        Work(
            kind="Melding",
            title="Eén bericht is gemeld" if waiting["count"] == 1 else f"{waiting['count']} meldingen",
            address=reverse("learninggroups:team-reports"),
            moment=waiting["since"],
            note="wacht sinds",
        )
    ]
