"""How a digest says things: every line of it in plain Dutch."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import Truncator, capfirst

from digests.queries import leftovers
from digests.queries.lines import Block, BlockLines, Line
from learninggroups.queries.following import topics

if TYPE_CHECKING:
    from wagtail.models import Page

    from activity.asked import Asked
    from activity.told import Told
    from digests.models import DigestRun
    from digests.queries.talk import Announced, Contribution
    from learninggroups.models import LearningGroup, Thread
    from meetings.models import Meeting
    from questions.models import Outcome, Question
    from questions.queries.site import Waiting

NAMED = 3
SUMMARY = 220
NOBODY = "iemand die er niet meer is"


@dataclass(frozen=True)
class Author:
    """Who wrote something: her name, where she works and what kind of team that is."""

    name: str
    organization_id: int | None = None
    kind: str = ""

    def __str__(self):
        return f"{self.name} ({self.kind})" if self.kind else self.name or NOBODY


def of_waiting(waiting: "Waiting") -> Line:
    """Say what is asked of her or her organisation, by whom and until when."""
    voice = waiting.organization or "jou persoonlijk"
    draft = " Je concept staat klaar." if waiting.has_draft else ""
    return Line(
        Block.WAITING,
        title=waiting.title,
        path=waiting.url,
        above=f"Antwoorden kan tot {_moment(waiting.deadline_at)}",
        below=(
            f"{capfirst(waiting.asker)} vraagt dit aan {voice}. "
            f"Antwoorden kost ongeveer {waiting.effort_minutes} minuten.{draft}"
        ),
    )


def of_asked(asked: "Asked") -> Line:
    """Say what else waits for her word."""
    return Line(Block.WAITING, title=asked.title, path=asked.path, above=asked.above, below=asked.below)


def of_question(
    question: "Question", state: str, outcome: "Outcome | None", took_part: bool, anchor: str = ""
) -> Line:
    """
    Say how a national question stands; what became of her own input stands in its own block.

    ``anchor`` is where the passage stands that her answer fed, if any.
    """
    match state:
        case "outcome_recorded":
            above = f"Terugkoppeling van {question.asker}"
            below = _summary(outcome.text) if outcome else ""
        case "synthesis_shared":
            above = f"Vraag van {question.asker}"
            below = "De synthese van alle antwoorden is te lezen."
        case _:
            above = f"Nieuwe landelijke vraag van {question.asker}"
            below = (
                f"Antwoorden kan tot {_moment(question.deadline_at)}."
                if question.state == question.State.OPEN
                else "Deze vraag is intussen gesloten."
            )
    return Line(
        Block.OUTCOMES if took_part else Block.NATIONAL,
        title=question.title,
        path=question.get_absolute_url() + (f"#{anchor}" if anchor else ""),
        above=above,
        below=below,
        subjects=(leftovers.name("question", question.pk),),
        topics=topics(question.programme_id, [theme.pk for theme in question.themes.all()]),
    )


def of_thread(
    thread: "Thread",
    said: Sequence["Contribution"],
    authors: Mapping[int | None, Author],
    known: Sequence[str],
    calling: Sequence["Contribution"],
    announced: "Announced | None" = None,
) -> Line:
    """
    Say who said something in a thread, and where is known what this reader wrote there.

    Where somebody calls her by name, it waits for her. What was brought to everybody of the
    group is told in its own words, and what else was said comes after it.
    """
    parts = []
    if known:
        parts.append(f"{_list(known)} {'herkent' if len(known) == 1 else 'herkennen'} wat jij schreef")
    others = [one for one in said if announced is None or one.position != announced.position]
    if others:
        parts.append(_who_spoke(others, authors))
    callers = _list([authors[author_id] for author_id in dict.fromkeys(one.author_id for one in calling)])
    verb = "noemt" if len({one.author_id for one in calling}) == 1 else "noemen"
    above = f"{callers} {verb} je in {thread.group.name}" if calling else ""
    if announced:
        above = above or f"Mededeling van {authors[announced.author_id]}"
        parts.insert(0, _summary(announced.words))
    return Line(
        Block.WAITING if calling else Block.GROUPS,
        title=thread.title,
        path=announced.path if announced else thread.get_absolute_url(),
        above=above,
        below=". ".join(parts),
        group_name="" if calling else thread.group.name,
        subjects=(leftovers.name("thread", thread.pk),),
    )


def of_confidential_group(
    group: "LearningGroup", takes_part: bool, thread_ids: Sequence[int], is_called: bool
) -> Line:
    """
    Say that something is new, and nothing of what or by whom; a guest finds it on her own page.

    ``thread_ids`` is where something is new, for when the line does not fit.
    """
    return Line(
        Block.WAITING if is_called else Block.GROUPS,
        title="Iemand noemt je" if is_called else "Er is iets nieuws gezegd",
        path=group.get_absolute_url() if takes_part else "/mijn/",
        above=f"In {group.name}" if is_called else "",
        below="Deze groep is vertrouwelijk. Waar het over gaat, lees je op het portaal.",
        group_name="" if is_called else group.name,
        subjects=tuple(leftovers.name("thread", pk) for pk in thread_ids),
    )


def of_page(page: "Page", block: Block, followed_as: frozenset[str] = frozenset()) -> Line:
    """Say what an article is about, and who speaks in it."""
    return Line(
        block,
        title=page.title,
        path=page.address,
        above=f"Van {page.sender}",
        below=_summary(page.description),
        subjects=(leftovers.name("page", page.pk),),
        topics=followed_as,
    )


def of_told(kind: str, told: "Told") -> Line:
    """Say what is told to who follows what it is about, or is in its group."""
    return Line(
        Block.LESSONS if kind == "practice_shared" else Block.NATIONAL,
        title=told.title,
        path=told.path,
        above=told.above,
        below=_summary(told.below),
        subjects=(leftovers.name(kind, told.subject_id),),
        topics=told.topics,
    )


def of_meeting(meeting: "Meeting") -> Line:
    """Say when and where people come together."""
    return Line(
        Block.MEETINGS,
        title=meeting.title,
        path=meeting.get_absolute_url(),
        above=_moment(meeting.starts_at),
        below=meeting.place or "Online",
        subjects=(leftovers.name("meeting", meeting.pk),),
    )


def subject(run: "DigestRun", waiting: Sequence["Waiting"], asked: Sequence["Asked"], called_in: int) -> str:
    """
    Write the subject: what waits for her and until when, or else which overview this is.

    ``called_in`` is in how many threads somebody calls her by name.
    """
    counts = Counter(one.noun for one in asked)
    if questions := len({one.question_id for one in waiting}):
        counts = Counter({("vraag", "vragen"): questions}) + counts
    if counts:
        things = _list([f"{count} {noun[count > 1]}" for noun, count in counts.items()])
        verb = "wacht" if counts.total() == 1 else "wachten"
        on_whom = "jou" if asked or not all(one.organization for one in waiting) else "jouw organisatie"
        moments = [one.deadline_at for one in waiting] + [one.until for one in asked if one.until]
        until = f" ({date_format(timezone.localtime(min(moments)), 'D j M').lower()})" if moments else ""
        return f"{things} {verb} op {on_whom}{until}"
    if called_in:
        return f"Je bent genoemd in {called_in} {'gesprek' if called_in == 1 else 'gesprekken'}"
    return f"Overzicht wijkteams, {period(run)}"


def called_in(blocks: Sequence[BlockLines]) -> int:
    """Count in how many threads somebody calls her by name, as her digest says."""
    waiting = (line for of_block in blocks if of_block.block is Block.WAITING for line in of_block.lines)
    return sum(bool(line.subjects) for line in waiting)


def period(run: "DigestRun") -> str:
    """Name the period of a run as people would."""
    planned = timezone.localtime(run.planned_at)
    match run.kind:
        case "daily":
            return date_format(planned, "l j F")
        case "monthly":
            return date_format(planned, "F Y")
        case _:
            return f"week {planned.isocalendar().week}"


def _who_spoke(said: Sequence["Contribution"], authors: Mapping[int | None, Author]) -> str:
    """Say *3 reacties van 2 organisaties: Anne (buurtteam) en Karim (jeugdteam)*."""
    speakers = [authors[author_id] for author_id in dict.fromkeys(one.author_id for one in said)]
    replies = [one for one in said if one.position > 1]
    if not replies:
        return f"Nieuw gesprek van {speakers[0]}"
    count = "1 reactie" if len(replies) == 1 else f"{len(replies)} reacties"
    organizations = {authors[one.author_id].organization_id for one in replies} - {None}
    if len(organizations) > 1:
        count += f" van {len(organizations)} organisaties"
    if len(replies) < len(said):
        return f"Nieuw gesprek, met {count}: {_list(speakers)}"
    return f"{count} van {speakers[0]}" if len(speakers) == 1 else f"{count}: {_list(speakers)}"


def _list(speakers: Sequence[Author | str]) -> str:
    """Name a few, and count the others."""
    if not speakers:
        return ""
    named, others = [str(speaker) for speaker in speakers[:NAMED]], len(speakers) - NAMED
    if others > 0:
        named.append("1 ander" if others == 1 else f"{others} anderen")
    return named[0] if len(named) == 1 else f"{', '.join(named[:-1])} en {named[-1]}"


def _summary(text: str) -> str:
    return Truncator(" ".join(text.split())).chars(SUMMARY)


def _moment(at: datetime) -> str:
    return date_format(timezone.localtime(at), r"l j F, H.i \u\u\r")
