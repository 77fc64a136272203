"""Who hears of questions about developments: the programme team, who asked, and who wants to know too."""

from collections.abc import Sequence
from datetime import datetime

from django.utils import timezone

from home.models import Enquiry
from mailing import outbox
from mailing.letters import Letter, LetterKind
from members.models import PROGRAMME_TEAM, Member

TEAM = "enquiries"
ASKED = "je deze vraag stelde"
WANTED = "je het antwoord op deze vraag ook wilde weten"


def enquiries_waiting(enquiries: Sequence[Enquiry], *, now: datetime) -> None:
    """Tell each of the programme team which questions came in, in one letter for the day."""
    day = timezone.localdate(now)
    team = Member.objects.active().filter(groups__name=PROGRAMME_TEAM).distinct().order_by("pk")
    outbox.queue(
        [
            Letter(
                WAITING.name,
                to=member,
                key=f"enquiries:{day:%Y-%m-%d}:member:{member.pk}",
                about=TEAM,
                context={"enquiries": enquiries},
                path="/ontwikkelingen/",
            )
            for member in team
        ],
        now=now,
    )


def enquiry_answered(enquiry: Enquiry, *, now: datetime) -> None:
    """Tell who asked that there is an answer, and everyone who wanted to know it too."""
    interested = Member.objects.active().filter(pk__in=enquiry.interests.values("member")).order_by("pk")
    told = [(member, WANTED) for member in interested]
    if enquiry.asker and enquiry.asker.is_active:
        told.insert(0, (enquiry.asker, ASKED))
    outbox.queue(
        [
            Letter(
                ANSWERED.name,
                to=member,
                key=f"enquiry:{enquiry.pk}:answered:member:{member.pk}",
                about=f"enquiry:{enquiry.pk}",
                context={"enquiry": enquiry, "is_asker": why == ASKED, "why": why},
                path=enquiry.get_absolute_url(),
            )
            for member, why in told
        ],
        now=now,
    )


def enquiry_hidden(enquiry: Enquiry, *, reason: str, actor: Member, now: datetime) -> None:
    """Tell who asked why her question is out of sight."""
    if enquiry.asker is None or not enquiry.asker.is_active:
        return
    letter = Letter(
        HIDDEN.name,
        to=enquiry.asker,
        key=f"enquiry:{enquiry.pk}:hidden:{now.timestamp()}",
        about=f"enquiry:{enquiry.pk}",
        context={"enquiry": enquiry, "reason": reason, "actor": actor},
        path=enquiry.get_absolute_url(),
    )
    outbox.queue([letter], now=now)


def still_waiting(rows: Sequence) -> set[int]:
    """Return the letters to the programme team, as long as any question waits."""
    return {row.pk for row in rows} if Enquiry.objects.waiting().exists() else set()


def still_shown(rows: Sequence) -> set[int]:
    """Return the letters about answers that can be read now."""
    by_row = {row.pk: int(row.about.partition(":")[2]) for row in rows}
    shown = Enquiry.objects.filter(pk__in=by_row.values(), hidden_at=None, page__live=True)
    numbers = set(shown.values_list("pk", flat=True))
    return {pk for pk, number in by_row.items() if number in numbers}


NO_MORE = "Geen brieven meer over deze vraag"
WAITING = LetterKind(
    "enquiries_waiting",
    reason="je in het programmateam zit",
    wanted=still_waiting,
    by_day=True,
    stop_words="Geen brieven meer over vragen bij ontwikkelingen",
)
ANSWERED = LetterKind("enquiry_answered", reason=ASKED, wanted=still_shown, stop_words=NO_MORE)
HIDDEN = LetterKind("enquiry_hidden", reason=ASKED, stop_words=NO_MORE)
KINDS = [WAITING, ANSWERED, HIDDEN]
