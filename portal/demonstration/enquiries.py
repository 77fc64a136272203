"""What members ask in the demonstration, and which lessons and meetings go with a programme."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from home.actions import enquiries
from home.models import DevelopmentPage, LessonPage
from learninggroups.actions import following
from meetings.models import Meeting
from members.models import Affiliation, Member
from themes.models import Programme

# Of which programme a lesson is, by a part of its title; and by theme, of which a meeting is.
LESSONS = {
    "Erbij blijven als het spannend wordt": "Toekomstscenario Jeugd- en Gezinsbescherming",
    "Een jaar inloop op school": "Hervormingsagenda Jeugd",
    "Verantwoorden met een verhaal én een getal": "Convenant lokale teams",
}
ASKED = [
    {
        "about": "Hervormingsagenda Jeugd",
        "text": "Wij zijn een kleine gemeente met één team. Moeten wij alles zelf in huis hebben?",
        "naming": "named",
        "answer": (
            "Nee. Het gaat erom dat inwoners het kunnen vinden, niet dat één team alles kan. Kleine gemeenten "
            "doen dat vaak samen. Bel ons gerust, dan brengen we je in contact met teams die dat al deden."
        ),
        "is_public": True,
    },
    {
        "about": "Convenant lokale teams",
        "text": "Wat doen we als onze gemeente iets anders kiest dan in het convenant staat?",
        "naming": "organization",
        "answer": "Dat kan. De afspraak is dat je kunt uitleggen waarom het bij jullie zo past. Vertel het ons ook.",
        "is_public": False,
    },
    {
        "about": "Toekomstscenario Jeugd- en Gezinsbescherming",
        "text": "Wie houdt contact met het gezin als het veiligheidsteam weer weg is?",
        "naming": "unnamed",
        "answer": "",
        "is_public": False,
    },
]


def ask_about_developments(team: Member, everyone: Sequence[Member], now: datetime) -> None:
    """Let three members ask, answer two of them, and let a few follow a programme."""
    for title, programme in LESSONS.items():
        LessonPage.objects.filter(title=title).update(programme=Programme.objects.get(name=programme))
    youth = Programme.objects.get(name="Hervormingsagenda Jeugd")
    Meeting.objects.filter(pk__in=Meeting.objects.order_by("pk").values("pk")[:2]).update(programme=youth)
    for days, (words, asker) in enumerate(zip(ASKED, everyone[10:], strict=False), start=2):
        _ask(words, asker, team, now - timedelta(days=days))
        following.follow(subject=Programme.objects.get(name=words["about"]), actor=asker, now=now)


def _ask(words: dict, asker: Member, team: Member, at: datetime) -> None:
    current = DevelopmentPage.objects.live().filter(superseded_by=None, programme__name=words["about"])
    place = Affiliation.objects.current().filter(member=asker).select_related("organization").first()
    enquiry = enquiries.ask(
        page=current.latest("first_published_at"),
        text=words["text"],
        naming=words["naming"],
        organization=place.organization if place else None,
        actor=asker,
        now=at,
    )
    if words["answer"]:
        answered_at = at + timedelta(hours=5)
        enquiries.answer_enquiry(enquiry=enquiry, text=words["answer"], actor=team, now=answered_at)
        enquiry.refresh_from_db()
    if words["is_public"]:
        enquiries.choose_readers(enquiry=enquiry, is_public=True, naming=words["naming"], actor=asker)
