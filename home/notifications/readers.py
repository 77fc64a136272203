"""Letters around what organisations and readers put beside a lesson."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from django.core.signing import BadSignature, Signer

from home.models import LessonPage, LocalPractice, Takeaway
from home.models.takeaways import UNCONFIRMED_KEPT
from mailing import outbox
from mailing.letters import Letter, LetterKind, Priority
from members.models import EDITORS, PROGRAMME_TEAM, Member

SALT = "home.takeaway"


class Reader(NamedTuple):
    """Somebody without an account."""

    email: str
    name: str
    pk: None = None


def token_of(takeaway: Takeaway) -> str:
    """Return the token with which a reader confirms and erases her own words, without signing in."""
    return Signer(salt=SALT).sign(str(takeaway.pk))


def takeaway_of_token(token: str) -> int | None:
    """Return whose words these are, or None when the token is not ours."""
    try:
        return int(Signer(salt=SALT).unsign(token))
    except (BadSignature, ValueError):
        return None


def practice_hidden(practice: LocalPractice, *, now: datetime) -> None:
    """Tell who wrote it that it is out of sight, and why."""
    author = practice.author
    if author is None or not author.is_active:
        return
    letter = Letter(
        HIDDEN.name,
        to=author,
        key=f"practice_hidden:{practice.pk}:{now.timestamp()}",
        about=f"practice:{practice.pk}",
        context={"practice": practice, "lesson": practice.lesson},
        path=f"/lessen/{practice.lesson.slug}/hier/",
    )
    outbox.queue([letter], now=now)


def confirm(takeaway: Takeaway, *, now: datetime) -> None:
    """Ask an address whether these are its words; once an hour, however often somebody types them."""
    _to_reader(CONFIRM, takeaway, occasion=f"{now:%Y%m%d%H}", now=now)


def shown(takeaway: Takeaway, *, now: datetime) -> None:
    """Thank a reader: her words stand with the lesson."""
    _to_reader(SHOWN, takeaway, occasion="", now=now)


def declined(takeaway: Takeaway, reason: str, *, now: datetime) -> None:
    """Tell a reader why her words do not come online."""
    _to_reader(DECLINED, takeaway, occasion="", now=now, reason=reason)


def _to_reader(kind: LetterKind, takeaway: Takeaway, *, occasion: str, now: datetime, **context) -> None:
    letter = Letter(
        kind.name,
        to=Reader(takeaway.email, takeaway.name),
        key=f"{kind.name}:{takeaway.pk}:{occasion}",
        about=f"takeaway:{takeaway.pk}",
        context=context | {"takeaway": takeaway, "lesson": takeaway.lesson, "token": token_of(takeaway)},
    )
    outbox.queue([letter], now=now)


def people_of(lesson: LessonPage) -> list[Member]:
    """Return who hears what readers have of a lesson: who leads its group, or else the editors."""
    members = Member.objects.active()
    if lesson.group_id:
        leading = members.filter(memberships__group=lesson.group_id, memberships__role="facilitator")
        if people := list(leading.order_by("pk")):
            return people
    return list(members.filter(groups__name__in=[EDITORS, PROGRAMME_TEAM]).distinct().order_by("pk"))


def takeaways_came(
    lesson: LessonPage, waiting: Sequence[Takeaway], online: Sequence[Takeaway], *, now: datetime
) -> None:
    """Tell the people of a lesson in one letter what readers wrote, and what waits for their look."""
    newest = max(takeaway.pk for takeaway in [*waiting, *online])
    outbox.queue(
        [
            Letter(
                CAME.name,
                to=person,
                key=f"takeaways_came:{lesson.pk}:{newest}:{person.pk}",
                about=f"lesson:{lesson.pk}",
                context={"lesson": lesson, "waiting": waiting, "online": online},
                path="/mijn/lezers/",
            )
            for person in people_of(lesson)
        ],
        now=now,
    )


def still_unconfirmed(rows: Sequence) -> set[int]:
    """Return the letters about words that were not confirmed or erased meanwhile."""
    return _of_state(rows, [Takeaway.State.ASKED])


def still_known(rows: Sequence) -> set[int]:
    """Return the letters about words that were not erased meanwhile."""
    return _of_state(rows, Takeaway.State.values)


def _of_state(rows: Sequence, states: Sequence[str]) -> set[int]:
    numbers = {row.pk: int(row.about.partition(":")[2]) for row in rows}
    known = set(
        Takeaway.objects.filter(pk__in=numbers.values(), state__in=states).values_list("pk", flat=True)
    )
    return {pk for pk, number in numbers.items() if number in known}


NO_MORE = "Geen brieven meer hierover"
OWN_WORDS = "je een zin schreef bij een les van de Associatie Wijkteams"
HIDDEN = LetterKind(
    "practice_hidden", reason="je schreef hoe jullie het doen, bij een les", stop_words=NO_MORE
)
CONFIRM = LetterKind(
    "takeaway_confirm",
    reason="iemand dit adres invulde bij een les",
    priority=Priority.DIRECT,
    has_secret=True,
    lifetime=UNCONFIRMED_KEPT,
    wanted=still_unconfirmed,
    # Whoever types it again, and of the address only a mark is kept.
    stop_words="Stuur deze vraag niet meer naar dit adres",
)
SHOWN = LetterKind("takeaway_shown", OWN_WORDS, has_secret=True, wanted=still_known, stop_words=NO_MORE)
DECLINED = LetterKind("takeaway_declined", OWN_WORDS, has_secret=True, wanted=still_known, stop_words=NO_MORE)
CAME = LetterKind(
    "takeaways_came",
    reason="je de leergroep van deze les begeleidt, of meewerkt aan de lessen",
    by_day=True,
    stop_words="Geen brieven meer over wat lezers aan deze les hebben",
)
TO_READERS = [CONFIRM.name, SHOWN.name, DECLINED.name]
KINDS = [HIDDEN, CONFIRM, SHOWN, DECLINED, CAME]
