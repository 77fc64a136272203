"""Meetings of the demonstration network: some that were, and some that come."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from io import BytesIO

from django.contrib.auth.models import AnonymousUser
from docx import Document

from files.vetting import vet
from learninggroups.models import LearningGroup
from meetings.actions import afterwards, planning, polls, registering, series
from meetings.actions.details import Details
from meetings.models import Availability, Meeting
from members.models import Member
from themes.models import Theme

NOTES = """We waren met zestien mensen uit negen teams. Drie situaties kwamen op tafel.

Wat we meenamen: spreek op tijd af wie het gezin belt als het misgaat, en leg dat vast waar iedereen het vindt. Twee teams gaan bij elkaar op bezoek."""


@dataclass(frozen=True)
class Planned:
    """A meeting, counted in days from now, at an hour of the day."""

    title: str
    about: str
    days: int
    hour: int
    hours: int = 2
    openness: str = Meeting.Openness.OPEN
    of_group: str = ""
    place: str = ""
    online_url: str = ""
    agenda: str = ""
    capacity: int | None = None
    visitors: tuple[str, ...] = ()
    members: int = 0
    notes: str = ""


MEETINGS = [
    Planned(
        title="Samen kijken naar lastige situaties thuis",
        about="Drie teams brachten een situatie mee. We keken wat werkte, en voor wie.",
        days=-20,
        hour=13,
        place="Buurthuis De Eik, Zwolle",
        of_group="Veiligheid",
        visitors=("Tineke Averink", "Bas Ottenhof"),
        members=14,
        notes=NOTES,
    ),
    Planned(
        title="Op de koffie: wat speelt er landelijk?",
        about="In een half uur hoor je wat er landelijk speelt en wat dat voor jouw team betekent. Daarna is er tijd voor vragen.",
        days=9,
        hour=8,
        hours=1,
        online_url="https://overleg.wijkteams.example/koffie",
        members=23,
        visitors=("Joke Lansink",),
    ),
    Planned(
        title="Dag van het eerste gesprek",
        about="Een dag voor iedereen die het eerste gesprek voert: aan de keukentafel, aan de balie of aan de telefoon.",
        agenda="9.30 uur: inloop met koffie\n10.00 uur: wat maakt een eerste gesprek goed?\n11.00 uur: oefenen in kleine groepen\n12.30 uur: lunch\n13.30 uur: wat neem je mee naar je team?",
        days=17,
        hour=9,
        hours=5,
        place="De Fabriek, Deventer",
        capacity=12,
        members=12,
        visitors=("Anneke Vosman", "Rien de Gruyl"),
    ),
    Planned(
        title="Kom kennismaken met de leergroep Toegang",
        about="In een uur hoor je wat de groep doet, en kun je vragen stellen. Je hoeft nog niets te beloven.",
        days=11,
        hour=12,
        hours=1,
        online_url="https://overleg.wijkteams.example/toegang",
        of_group="Toegang",
        members=4,
    ),
    Planned(
        title="Veilig praten over veiligheid",
        about="Voor iedereen van een lokaal team. We leggen twee situaties op tafel, zonder namen.",
        days=19,
        hour=12,
        place="Buurthuis De Eik, Zwolle",
        of_group="Veiligheid",
        members=6,
    ),
    Planned(
        title="Leren van wat misging",
        about="Voor leden: wat doe je als team na een gebeurtenis die iedereen raakt?",
        days=31,
        hour=13,
        openness=Meeting.Openness.MEMBERS,
        place="Het Kruispunt, Amersfoort",
        online_url="https://overleg.wijkteams.example/leren",
        members=7,
    ),
]


def plan_meetings(team: Member, everyone: tuple[Member, ...], now: datetime) -> None:
    """Put the meetings on the agenda, and let people come to them."""
    groups = {group.name: group for group in LearningGroup.objects.all()}
    theme = Theme.objects.order_by("pk").first()
    planned_at = now - timedelta(days=40)
    for planned in MEETINGS:
        begins = (now + timedelta(days=planned.days)).replace(hour=planned.hour, minute=0, second=0)
        details = Details(
            title=planned.title,
            about=planned.about,
            openness=planned.openness,
            starts_at=begins,
            ends_at=begins + timedelta(hours=planned.hours),
            group=groups.get(planned.of_group),
            theme=theme,
            place=planned.place,
            online_url=planned.online_url,
            agenda=planned.agenda,
            capacity=planned.capacity,
        )
        meeting = planning.plan_meeting(details=details, actor=team, now=planned_at)
        for number, member in enumerate(everyone[: planned.members]):
            _come(meeting, member.name, member.email, member, planned_at + timedelta(hours=number + 1))
        for number, name in enumerate(planned.visitors):
            email = f"{name.lower().replace(' ', '.')}@elders.example"
            _come(meeting, name, email, AnonymousUser(), planned_at + timedelta(days=3, hours=number))
        if planned.notes:
            planning.write_notes(meeting=meeting, notes=planned.notes, actor=team, now=now)
            _look_back(meeting, team, now)
    _plan_series(groups["Toegang"], team, now)
    _find_a_day(groups["Veiligheid"], team, now)


def _look_back(meeting: Meeting, team: Member, now: datetime) -> None:
    """Add what was on the table, and what a guest took home."""
    sheet = Document()
    sheet.add_heading(meeting.title)
    for line in (
        "Wie belt het gezin als het misgaat?",
        "Waar leg je dat vast?",
        "Wie vraag je mee te kijken?",
    ):
        sheet.add_paragraph(line)
    content = BytesIO()
    sheet.save(content)
    vetted = vet(content, "Drie vragen om mee te nemen.docx")
    afterwards.add_material(meeting=meeting, vetted=vetted, actor=team, now=now)
    guest = meeting.registrations.filter(member=None).order_by("pk").first()
    registering.mark_attendance(
        meeting=meeting, present=set(meeting.registrations.values_list("pk", flat=True)), actor=team
    )
    afterwards.look_back(
        registration=guest,
        takes="Dat je al in het eerste gesprek afspreekt wie er belt.",
        brings="Wij oefenen dit met een collega die meeluistert. Kom gerust kijken.",
        now=now,
    )


def _plan_series(group: LearningGroup, team: Member, now: datetime) -> None:
    begins = (now + timedelta(days=13)).replace(hour=14, minute=0, second=0)
    details = Details(
        title="Intervisie over toegang",
        openness=Meeting.Openness.GROUP,
        group=group,
        theme=group.theme,
        starts_at=begins,
        ends_at=begins + timedelta(hours=1, minutes=30),
        online_url="https://overleg.wijkteams.example/intervisie",
        about="Elke zes weken brengt iemand een vraag in. De anderen vragen door.",
    )
    days = [(begins + timedelta(weeks=6 * number)).date() for number in (1, 2, 3)]
    series.plan_series(details=details, days=days, actor=team, now=now - timedelta(days=3))


def _find_a_day(group: LearningGroup, team: Member, now: datetime) -> None:
    """Ask the group when it can, and let most of it answer."""
    at_two = (now + timedelta(days=24)).replace(hour=13, minute=0, second=0)
    proposal = polls.Proposal(
        title="Werkbezoek aan het team in Deventer",
        about="We lopen een ochtend of middag mee. Zeg bij elk moment of je kunt.",
        openness=Meeting.Openness.GROUP,
        group=group,
        minutes=180,
        moments=[at_two + timedelta(days=days) for days in (0, 2, 7)],
    )
    asked = polls.propose_moments(proposal=proposal, actor=team, now=now - timedelta(days=2))
    moments = list(asked.moments.values_list("pk", flat=True))
    words = list(Availability.Word)
    for number, answer in enumerate(asked.answers.order_by("pk")[:12]):
        polls.answer_poll(
            answer=answer,
            words={moment: words[(number * (place + 1)) % 3] for place, moment in enumerate(moments)},
            remark="Ik kom met de trein, liever niet voor tienen." if number == 3 else "",
            now=now - timedelta(days=1),
        )


def _come(meeting: Meeting, name: str, email: str, actor: Member | AnonymousUser, now: datetime) -> None:
    registering.register(meeting=meeting, name=name, email=email, actor=actor, now=now)
