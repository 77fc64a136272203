"""
What a mail to a thread or a group leads to: where it belongs, the receipt, and what is in its way.

No advice names a group or a thread: who reads it may not be in there any more, and of a
confidential group nothing stands in a letter.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from inbound.notifications import NO_MORE, all_mailed
from learninggroups.models import LearningGroup, Post, Thread
from mailing import outbox
from mailing.letters import Letter, LetterKind, Priority
from mailing.replies import MARKER
from members.models import Member
from ui import prose

AGAIN = "Stuur je mail dan nog een keer."
EMPTY = f"In je mail vonden we geen nieuwe tekst. Antwoord nog een keer en schrijf boven de regel “{MARKER}”."
ONLY_FILES = (
    "In je mail zat wel een bestand, maar geen tekst. Schrijf er een zin bij, zodat anderen weten wat het "
    f"is. {AGAIN}"
)
TOO_LONG = "Je tekst is te lang voor één bericht. Maak er twee mails van, of zet de tekst in een bestand."
TOO_MUCH = (
    "In je eerste week kun je {threads} gesprekken beginnen en {posts} berichten schrijven op een dag. "
    f"Vanaf {{until}} kun je weer verder. {AGAIN}"
)
LOOK_AGAIN = (
    "We hebben je bericht nog niet geplaatst. Er staat misschien iets in waaraan je iemand kunt herkennen: "
    "{findings}. Haal dat weg en mail je bericht opnieuw. Is het goed zo? Stuur dezelfde tekst dan nog één "
    "keer naar hetzelfde adres. Of plaats hem op het portaal: daar staat hij klaar als concept. "
    "Een bestand doe je er dan opnieuw bij."
)
GONE = (
    "Het gesprek waarop je antwoordt, bestaat niet meer. Je kunt een nieuw gesprek beginnen in je leergroep."
)
NO_TITLE = (
    "Je mail heeft geen onderwerp. Het onderwerp wordt de titel van het gesprek, zodat anderen zien waar het "
    f"over gaat. Zet er een onderwerp boven. {AGAIN}"
)
TAKE_PART_FIRST = (
    "Met een mail begin je een gesprek in een leergroep waaraan je meedoet, en dat is hier niet zo. Op de "
    f"pagina van de leergroep kun je je aanmelden. Doe je mee? {AGAIN}"
)
STARTED_ALREADY = "Dit gesprek is al begonnen, met dezelfde tekst. We hebben het geen tweede keer geplaatst."
ARCHIVED = "Deze leergroep is afgerond. Je kunt er nog lezen, maar niet meer schrijven."
LEFT = (
    "Je doet niet meer mee in deze leergroep. Daarom staat je bericht er niet. Wil je weer meedoen? "
    "Dat kan op de pagina van de leergroep."
)
READS_ALONG = (
    "Je leest mee in deze leergroep, maar schrijven kan alleen wie meedoet. Op de pagina van de leergroep "
    f"kun je je aanmelden. Doe je mee? {AGAIN}"
)
GUEST_NO_MORE = (
    "Je was te gast in dit gesprek, en dat is voorbij. Vraag wie je uitnodigde of je nog even mee mag doen."
)
CLOSED = (
    "Dit gesprek is afgesloten: je kunt het lezen, maar er komen geen berichten meer bij. Wil je er nog iets "
    "over zeggen? Begin dan een nieuw gesprek in de leergroep."
)
MOVED = (
    "Dit gesprek staat nu in een andere leergroep, met andere lezers. Daarom hebben we je bericht niet "
    "geplaatst. Kijk eerst wie er meelezen, en schrijf het dan op de pagina van het gesprek."
)
THERE_ALREADY = "Deze tekst staat al in het gesprek. We hebben hem geen tweede keer geplaatst."


@dataclass(frozen=True, slots=True)
class Spot:
    """
    Where a reply to a letter belongs, and for whom its writer could think that it was.

    ``post_id`` is the post that is answered, or None for the thread as a whole.
    """

    thread_id: int
    group_id: int
    openness: str
    post_id: int | None


def spot_of(thread: Thread, post: Post | None = None) -> str:
    """Return what a reply to a letter is about that tells of this thread, or of one post in it."""
    where = f"thread:{thread.pk}:group:{thread.group_id}:{thread.group.openness}"
    return f"{where}:post:{post.pk}" if post else where


def spot_in(about: str) -> Spot | None:
    """Return the spot in such words, or None when there is none in them."""
    match about.split(":"):
        case ["thread", thread, "group", group, openness, *rest] if openness in LearningGroup.Openness:
            return Spot(int(thread), int(group), openness, int(rest[1]) if rest else None)
    return None


def reply_posted(
    post: Post, *, to: Member, is_first: bool, starts: bool, refused_files: Sequence[str], now: datetime
) -> None:
    """Tell somebody that her mail became a post, and which files did not come along."""
    thread = post.thread
    letter = Letter(
        REPLY_POSTED.name,
        to=to,
        key=f"reply_posted:{post.pk}",
        about=f"post:{post.pk}",
        thread_key=f"thread:{thread.pk}",
        reply_about=spot_of(thread),
        context={
            "post": post,
            "text": prose.plain(post.body),
            "thread": thread,
            "group": thread.group,
            "is_quiet": thread.group.is_confidential or to.mail_without_content,
            "is_first": is_first,
            "starts": starts,
            "refused_files": refused_files,
        },
    )
    outbox.queue([letter], now=now)


REPLY_POSTED = LetterKind(
    name="reply_posted",
    reason="je per mail schreef in een leergroep",
    priority=Priority.DIRECT,
    stop_words=NO_MORE,
    topics=all_mailed,
    answers_mail=True,
)
KINDS = [REPLY_POSTED]
