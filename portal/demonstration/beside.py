"""What organisations and readers put beside lessons, and knowledge from outside, in our own words."""

from datetime import datetime, timedelta

from django.contrib.auth.models import AnonymousUser
from django.utils.html import format_html
from django.utils.text import slugify

from home.actions import knowledge, practices, takeaways
from home.actions.practices import PracticeWords
from home.models import KnowledgeIndexPage, KnowledgePage, LessonPage
from home.models.sharing import as_lines
from learninggroups.models import LearningGroup, Membership
from members.models import Affiliation, Member, Region
from portal.demonstration.cast import Cast
from themes.models import Programme, Theme

# what, for whom and where, size, surroundings
PRACTICES = (
    (
        "Elke ochtend zitten er twee collega’s bij de deur. Wie belt of binnenloopt, spreekt meteen iemand die ook "
        "het vervolg doet. ’s Middags is de deur dicht: dan zijn we op huisbezoek.",
        "Voor iedereen in een stadswijk met veel huurwoningen.",
        "large",
        "city",
    ),
    (
        "Bij ons is er geen deur. Wie opneemt, maakt zelf de afspraak en fietst er binnen de week heen. Lukt dat "
        "niet, dan belt een collega uit het volgende dorp.",
        "Voor zeven dorpen, met een halfuur rijden tussen de verste twee.",
        "small",
        "villages",
    ),
    (
        "Wij hielden ons formulier, omdat de gemeente het vraagt. Maar we vullen het samen met het gezin in, aan de "
        "keukentafel. Dat kost een halfuur en scheelt een gesprek.",
        "Voor gezinnen met kinderen, in een stad en vier dorpen.",
        "middle",
        "mixed",
    ),
)
READERS = (
    ("Wij beginnen maandag met één dagdeel bij de deur.", "Praktijkondersteuner in een huisartsenpraktijk"),
    (
        "Ik las dat tellen hoe lang iemand wacht meer zegt dan hoeveel mensen zich melden. Dat ga ik voorleggen.",
        "",
    ),
    ("Fijn dat er ook staat waar het niet lukte.", "Beleidsmedewerker van een gemeente"),
)
KNOWLEDGE = (
    {
        "title": "Zeven aandachtspunten voor sociale wijkteams",
        "lead": "Een artikel dat zegt dat er geen blauwdruk is, en wel zeven dingen om op te letten.",
        "reading": "Wat ons blijft helpen is de vraag waar een team van is, en waarvan niet. Wie dat niet samen met "
        "inwoners en gemeente bespreekt, krijgt alles op zijn bord. Het stuk geeft geen model, maar punten om "
        "het lokaal over te hebben. Zo gebruiken wij het ook.",
        "publisher": "Movisie",
        "source_url": "https://www.movisie.nl/",
        "made_on": None,
        "themes": ("Toegang", "Vakmanschap"),
        "programme": "Convenant lokale teams",
        "kinds": ["sociaal wijkteam"],
        "group": "Toegang",
        "why": "Met punt één begonnen wij ons gesprek over waar de toegang ophoudt.",
    },
    {
        "title": "Kennis over hulp bij onveiligheid in het gezin",
        "lead": "Een overzicht van wat bekend is over samen met een gezin aan veiligheid werken.",
        "reading": "De kern voor ons: veiligheid maak je met het gezin, en met zo weinig mogelijk wisselingen van "
        "gezichten. Over wat een lokaal team zelf kan doen zegt het overzicht weinig. Daar hebben onze eigen "
        "lessen meer over te vertellen.",
        "publisher": "Nederlands Jeugdinstituut",
        "source_url": "https://www.nji.nl/",
        "made_on": None,
        "themes": ("Veiligheid",),
        "programme": "Toekomstscenario Jeugd- en Gezinsbescherming",
        "kinds": [],
        "group": "Veiligheid",
        "why": "Handig om naast onze eigen situaties te leggen.",
    },
)


def put_beside_lessons(cast: Cast, now: datetime) -> None:
    """Let organisations, readers and outsiders add to what the lessons say."""
    lessons = LessonPage.objects.live().order_by("-first_published_at", "pk")
    lesson = lessons.first()
    for number, other in enumerate(lessons):
        other.regions.set(Region.objects.order_by("name")[number : number + 1])
        other.team_kinds = as_lines(["sociaal wijkteam"] if number % 2 else ["buurtteam", "gebiedsteam"])
        other.origin = (
            f"gesprekken en een bijeenkomst van leergroep {other.group.name}" if other.group else ""
        )
        other.save()
    _tell_how_it_is_done(lesson, cast, now)
    _let_readers_write(lesson, cast, now)
    for words in reversed(KNOWLEDGE):
        _add_knowledge(words, now)


def _tell_how_it_is_done(lesson: LessonPage, cast: Cast, now: datetime) -> None:
    contacts = Affiliation.objects.contacts().filter(member__in=[one.pk for one in cast.everyone[:40]])
    for (what, context, size, surroundings), place in zip(
        PRACTICES, contacts.select_related("member", "organization").order_by("pk"), strict=False
    ):
        practices.share_practice(
            lesson=lesson,
            organization=place.organization,
            words=PracticeWords(
                what=what,
                context=context,
                contact_line=f"{place.member.name}, {place.member.phone}",
                team_kind=place.organization.kind,
                size=size,
                surroundings=surroundings,
            ),
            actor=place.member,
            now=now - timedelta(days=4),
        )


def _let_readers_write(lesson: LessonPage, cast: Cast, now: datetime) -> None:
    """Two readers are online, the third waits for a look."""
    for number, (words, name) in enumerate(READERS):
        takeaway = takeaways.write_takeaway(
            lesson=lesson,
            words=words,
            name=name,
            email=f"lezer.{number}@elders.example",
            actor=AnonymousUser(),
            now=now - timedelta(days=3),
        )
        takeaways.confirm_takeaway(takeaway=takeaway, now=now - timedelta(days=3))
        if number < 2:
            takeaways.show_takeaway(takeaway=takeaway, actor=cast.editor, now=now - timedelta(days=2))


def _add_knowledge(words: dict, now: datetime) -> None:
    page = KnowledgePage(
        title=words["title"],
        slug=slugify(words["title"]),
        lead=words["lead"],
        reading=format_html("<p>{}</p>", words["reading"]),
        publisher=words["publisher"],
        source_url=words["source_url"],
        made_on=words["made_on"],
        programme=Programme.objects.get(name=words["programme"]),
        team_kinds=as_lines(words["kinds"]),
    )
    page.themes.set(Theme.objects.filter(name__in=words["themes"]))
    KnowledgeIndexPage.objects.get().add_child(instance=page)
    page.save_revision().publish()
    group = LearningGroup.objects.get(name=words["group"])
    knowledge.connect(page=page, group=group, why=words["why"], actor=_host_of(group), now=now)


def _host_of(group: LearningGroup) -> Member:
    leading = Membership.objects.filter(group=group, role=Membership.Role.FACILITATOR)
    return leading.select_related("member").order_by("pk").first().member
