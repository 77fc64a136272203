"""
Letters about reports and what was done.

Who gets one may have left the group since, or the post may stand in another thread by now: so
no letter names the thread, and of a confidential group none tells what was said.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from learninggroups.models import ModerationAct, Post, Report
from learninggroups.notifications.topics import of_group
from learninggroups.permissions import Roles, may_see_report
from mailing import outbox
from mailing.letters import Letter, LetterKind
from members.models import PROGRAMME_TEAM, Member


def post_reported(report: Report, *, now: datetime) -> None:
    """Tell who can deal with a report that it is there."""
    active = Member.objects.active().order_by("pk")
    why = {"why": "je in het programmateam zit"} if report.to_programme_team else {}
    if report.to_programme_team:
        told = active.filter(groups__name=PROGRAMME_TEAM)
    else:
        places = report.post.thread.group.memberships.facilitating()
        told = active.filter(memberships__in=places).exclude(pk=report.post.author_id)
    outbox.queue(
        [
            Letter(
                POST_REPORTED.name,
                to=to,
                key=f"post_reported:{report.pk}:member:{to.pk}",
                about=f"report:{report.pk}",
                context={"report": report, "post": report.post, "group": report.post.thread.group} | why,
            )
            for to in told
        ],
        now=now,
    )


def act_done(act: ModerationAct, *, now: datetime) -> None:
    """Tell the writer of a post what was done with it and why; not when she did it herself."""
    kind = _TOLD_TO_WRITER[act.kind]
    writer = act.post.author
    if writer is None or not writer.is_active or writer == act.actor:
        return
    letter = Letter(
        kind.name,
        to=writer,
        key=f"{kind.name}:{act.pk}",
        about=f"post:{act.post_id}",
        context={
            "act": act,
            "post": act.post,
            "group": act.group,
            "by": _role_of(act),
            "is_quote": act.kind == ModerationAct.Kind.UNQUOTED,
        },
    )
    outbox.queue([letter], now=now)


def reports_settled(reports: Iterable[Report], word: str, *, now: datetime) -> None:
    """Tell who reported a post that it was dealt with: with a word, or that something was done."""
    outbox.queue(
        [
            Letter(
                REPORT_SETTLED.name,
                to=report.reporter,
                key=f"report_settled:{report.pk}",
                about=f"report:{report.pk}",
                context={"post": report.post, "group": report.post.thread.group, "word": word},
            )
            for report in reports
            if report.reporter is not None and report.reporter.is_active
        ],
        now=now,
    )


def still_waiting(rows: Sequence) -> set[int]:
    """Return the letters about reports that still wait, to who may still deal with them."""
    numbers = {row.pk: int(row.about.partition(":")[2]) for row in rows}
    waiting = Report.objects.waiting().filter(pk__in=numbers.values())
    reports = {report.pk: report for report in waiting.select_related("post__thread__group")}
    roles = Roles.of_many(Member.objects.active().filter(pk__in={row.member_id for row in rows}))
    return {
        row.pk
        for row in rows
        if row.member_id in roles
        and (report := reports.get(numbers[row.pk]))
        and may_see_report(roles[row.member_id], report)
    }


def still_hidden(rows: Sequence) -> set[int]:
    """Return the letters about posts that are hidden; one that is shown again needs no explanation."""
    numbers = {row.pk: int(row.about.partition(":")[2]) for row in rows}
    hidden = Post.objects.filter(pk__in=numbers.values(), hidden_at__isnull=False)
    found = set(hidden.values_list("pk", flat=True))
    return {row.pk for row in rows if numbers[row.pk] in found}


def still_shown(rows: Sequence) -> set[int]:
    """
    Return the letters about posts that are shown again, to who knows that they were hidden.

    Whoever hid a post and showed it within a few minutes leaves its writer in peace.
    """
    posts = {row.pk: int(row.about.partition(":")[2]) for row in rows}
    shown = Post.objects.filter(pk__in=posts.values(), hidden_at=None).values_list("pk", flat=True)
    hid = ModerationAct.objects.filter(post__in=shown, kind=ModerationAct.Kind.HID).order_by("pk")
    keys = {post: f"{POST_HIDDEN.name}:{act}" for act, post in hid.values_list("pk", "post")}
    told = outbox.arrived(keys.values())
    return {row.pk for row in rows if keys.get(posts[row.pk]) in told}


def _role_of(act: ModerationAct) -> str:
    """Return as what somebody acted, to who knows her by name or does not."""
    facilitates = act.group.memberships.facilitating().filter(member=act.actor).exists()
    return "begeleider van de groep" if facilitates else "van het programmateam"


TIME_TO_MEND = timedelta(minutes=10)
WROTE = "je dit bericht in een leergroep schreef"
NO_MORE = "Geen brieven meer over dit bericht"

POST_REPORTED = LetterKind(
    "post_reported",
    reason="je deze leergroep begeleidt",
    wanted=still_waiting,
    wait=TIME_TO_MEND,
    stop_words="Geen brieven meer over meldingen in deze leergroep",
    topics=of_group(Report, "post__thread__group", "reports"),
)
POST_HIDDEN = LetterKind(
    "post_hidden", reason=WROTE, wanted=still_hidden, wait=TIME_TO_MEND, stop_words=NO_MORE
)
POST_SHOWN = LetterKind("post_shown", reason=WROTE, wanted=still_shown, wait=TIME_TO_MEND, stop_words=NO_MORE)
PASSAGE_LEFT_OUT = LetterKind("passage_left_out", reason=WROTE, stop_words=NO_MORE)
REPORT_SETTLED = LetterKind(
    "report_settled",
    reason="je een bericht in een leergroep meldde",
    stop_words="Geen brieven meer over deze melding",
)
KINDS = [POST_REPORTED, POST_HIDDEN, POST_SHOWN, PASSAGE_LEFT_OUT, REPORT_SETTLED]

_TOLD_TO_WRITER = {
    ModerationAct.Kind.HID: POST_HIDDEN,
    ModerationAct.Kind.SHOWED: POST_SHOWN,
    ModerationAct.Kind.BLURRED: PASSAGE_LEFT_OUT,
    ModerationAct.Kind.UNQUOTED: PASSAGE_LEFT_OUT,
}
