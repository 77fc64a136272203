"""Who hears of lessons: the writers of quoted words, the facilitator, and the editors."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime

from home.models import ConsentRequest, LessonPage, Passage
from home.queries.lessons import OwnPassage
from inbound.notifications import NO_MORE as NO_RECEIPTS
from inbound.notifications import all_mailed
from inbound.replies import Reply
from mailing import outbox
from mailing.letters import Letter, LetterKind, Priority
from members.models import EDITORS, PROGRAMME_TEAM, Member


def consent_asked(
    request: ConsentRequest, passages: Sequence[Passage], token: str, asker: Member, *, now: datetime
) -> None:
    """Ask a writer if her words may be quoted, or remind her; of a confidential group by link alone."""
    lesson = request.lesson
    context = {
        "asker": asker,
        "group": lesson.thread.group,
        "thread": lesson.thread,
        "lesson": lesson,
        "passages": passages,
        "token": token,
        "is_reminder": request.is_reminder,
        "is_confidential": lesson.thread.group.is_confidential,
    }
    key = f"lesson_consent:{request.pk}"
    about = f"consent:{request.pk}"
    letter = Letter(CONSENT.name, to=request.author, key=key, about=about, context=context, reply_about=about)
    outbox.queue([letter], now=now)


def request_in(about: str) -> int:
    """Return the key of the request that a letter, or a reply to it, is about."""
    return int(about.partition(":")[2])


def about_reply(reply: Reply) -> str:
    """Return what the letter about a mailed reply is about, by which it is found back."""
    return f"reply:{reply.key}"


def consent_kept(
    request: ConsentRequest, passages: Sequence[OwnPassage], reply: Reply, *, agrees: bool, now: datetime
) -> None:
    """Tell a writer what we understood of her mail, and how she comes back on it."""
    context = {
        "lesson": request.lesson,
        "passages": passages,
        "agrees": agrees,
        "is_confidential": request.lesson.thread.group.is_confidential,
    }
    letter = Letter(
        CONSENT_KEPT.name,
        to=request.author,
        key=f"consent_reply:{reply.key}",
        about=about_reply(reply),
        context=context,
    )
    outbox.queue([letter], now=now)


def all_answered(lesson: LessonPage, *, now: datetime) -> None:
    """Tell the facilitator that nobody has to answer any more."""
    latest = lesson.consent_requests.order_by("-pk").values_list("pk", flat=True).first()
    _tell(ANSWERED, lesson, [lesson.owner], key=f"lesson_answered:{lesson.pk}:{latest}", now=now)


def consent_withdrawn(lesson: LessonPage, *, now: datetime) -> None:
    """Tell the facilitator, and who publishes, that a passage is gone; not whose it was."""
    told = [lesson.owner, *_editors()] if lesson.live or lesson.workflow_in_progress else [lesson.owner]
    _tell(WITHDRAWN, lesson, told, key=f"passage_withdrawn:{lesson.pk}:{now.timestamp()}", now=now)


def lesson_returned(lesson: LessonPage, comment: str, *, number: int, now: datetime) -> None:
    """Tell the facilitator what the editors ask of her; ``number`` is of their turn."""
    _tell(RETURNED, lesson, [lesson.owner], key=f"lesson_returned:{number}", now=now, comment=comment)


def words_published(lesson: LessonPage, *, now: datetime) -> None:
    """Tell everybody whose words are in a lesson that it can be read now."""
    shown = [passage for passage in lesson.passages.with_sources() if passage.is_shown]
    told = {passage.author for passage in shown if passage.pk in lesson.passage_ids}
    _tell(PUBLISHED, lesson, told, key=f"lesson_published:{lesson.pk}", now=now)


def scheduling_held(lesson: LessonPage, *, number: int, now: datetime) -> None:
    """Tell who publishes that a lesson did not go online at its moment; ``number`` is of the revision."""
    _tell(HELD, lesson, _editors(), key=f"lesson_held:{number}", now=now)


def still_asked(rows: Sequence) -> set[int]:
    """Return the letters whose writer still has something to answer."""
    asked = Passage.objects.filter(consent=Passage.Consent.ASKED)
    waiting = set(asked.values_list("lesson_id", "author_id"))
    sent = ConsentRequest.objects.in_bulk([_number_of(row) for row in rows])
    return {
        row.pk
        for row in rows
        if (request := sent.get(_number_of(row))) and (request.lesson_id, request.author_id) in waiting
    }


def _number_of(row) -> int:
    return request_in(row.about)


def _editors() -> list[Member]:
    return list(Member.objects.active().filter(groups__name__in=[EDITORS, PROGRAMME_TEAM]).distinct())


def _tell(
    kind: LetterKind,
    lesson: LessonPage,
    told: Iterable[Member | None],
    *,
    key: str,
    now: datetime,
    **context,
) -> None:
    """Queue one letter to each of these people, as far as they are here."""
    people = sorted({member for member in told if member and member.is_active}, key=lambda member: member.pk)
    thread = lesson.thread
    context |= {
        "lesson": lesson,
        "thread": thread,
        # What is not online yet is still the group's alone.
        "is_confidential": bool(thread and thread.group.is_confidential and not lesson.live),
    }
    outbox.queue(
        [
            Letter(
                kind.name,
                to=to,
                key=f"{key}:member:{to.pk}",
                about=f"lesson:{lesson.pk}",
                context={**context, "is_owner": to.pk == lesson.owner_id}
                | ({"why": "je deze les schreef"} if kind is WITHDRAWN and to == lesson.owner else {}),
            )
            for to in people
        ],
        now=now,
    )


def lessons_of(abouts: Collection[str]) -> Mapping[str, str]:
    """Return the lessons for which consent was asked: the reminder is about the same one."""
    by_number = {int(about.partition(":")[2]): about for about in abouts}
    lessons = ConsentRequest.objects.filter(pk__in=by_number).values_list("pk", "lesson")
    return {by_number[pk]: f"lesson:{lesson}" for pk, lesson in lessons}


NO_MORE = "Geen brieven meer over deze les"
EDITOR = "je meewerkt aan de lessen"
CONSENT = LetterKind(
    "lesson_consent",
    reason="iemand woorden van jou wil aanhalen in een les",
    has_secret=True,
    wanted=still_asked,
    stop_words=NO_MORE,
    topics=lessons_of,
)
CONSENT_KEPT = LetterKind(
    name="consent_kept",
    reason="je per mail zei of jouw woorden in een les mogen",
    priority=Priority.DIRECT,
    stop_words=NO_RECEIPTS,
    topics=all_mailed,
)
ANSWERED = LetterKind(
    "lesson_answered", reason="je een les schrijft bij een gesprek in je leergroep", stop_words=NO_MORE
)
RETURNED = LetterKind(
    "lesson_returned", reason="je een les schreef bij een gesprek in je leergroep", stop_words=NO_MORE
)
PUBLISHED = LetterKind("lesson_published", reason="er woorden van jou in een les staan", stop_words=NO_MORE)
WITHDRAWN = LetterKind("passage_withdrawn", reason=EDITOR, stop_words=NO_MORE)
HELD = LetterKind("lesson_held", reason=EDITOR, stop_words=NO_MORE)
KINDS = [CONSENT, CONSENT_KEPT, ANSWERED, RETURNED, PUBLISHED, WITHDRAWN, HELD]
