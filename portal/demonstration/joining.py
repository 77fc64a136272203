"""People who come and go: who wants to become a member, who likes to be called, who works elsewhere now."""

from datetime import datetime, timedelta

from mailing.models import OutgoingMail
from members.actions import applications, invitations, organizations
from members.actions.applications import Applying
from members.models import Affiliation, Member, Organization, Viewers
from portal.demonstration.cast import Cast

HOURS = (
    "maandag en dinsdag, tussen 9 en 12 uur",
    "elke dag na 16 uur",
    "woensdagochtend, liever eerst een berichtje",
)
APPLYING = (
    Applying(
        name="Jorinde Terpstra",
        email="jorinde.terpstra@buurthuiskamer.example",
        organization="Buurthuiskamer De Linde",
        municipalities="Assen",
        words="Wij zijn met zes vrijwilligers en twee beroepskrachten, en leren graag van grotere teams.",
    ),
    Applying(
        name="Sietske Oldenburg",
        email="sietske.oldenburg@elders.example",
        words="Ik begeleid al tien jaar wijkteams als zelfstandige.",
    ),
)
QUESTION = "Wat fijn dat je mee wilt doen. Met welke teams werk je nu, en wat zou je willen brengen?"


def let_people_come_and_go(cast: Cast, now: datetime) -> None:
    """Write down who may be called, who asks to come in, and who moved."""
    _like_to_be_called(cast)
    for applying in APPLYING:
        application = applications.apply(applying=applying, actor=cast.contact, now=now - timedelta(days=3))
        applications.confirm_application(application=application, now=now - timedelta(days=3))
    applications.ask_applicant(
        application=application, question=QUESTION, actor=cast.programme_team, now=now - timedelta(days=1)
    )
    second, *_, elsewhere = Organization.objects.order_by("pk")[1:8]
    _come_to_work_at(second, cast.contact, cast, now)
    leaver = cast.everyone[100]
    place = Affiliation.objects.current().get(member=leaver)
    organizations.end_affiliation(affiliation=place, actor=leaver, now=now - timedelta(days=20))
    _come_to_work_at(elsewhere, leaver, cast, now)
    invitations.invite(
        email="marleen.dekker@elders.example",
        name="Marleen Dekker",
        organization=Affiliation.objects.contacts().filter(member=cast.contact).first().organization,
        role=Affiliation.Role.COLLEAGUE,
        actor=cast.contact,
        now=now - timedelta(days=2),
    )


def _like_to_be_called(cast: Cast) -> None:
    willing = [member for member in cast.everyone if member.phone_viewers == Viewers.MEMBERS]
    for number, member in enumerate(willing[::3]):
        Member.objects.filter(pk=member.pk).update(
            call_hours=HOURS[number % len(HOURS)], call_hours_viewers=Viewers.MEMBERS
        )


def _come_to_work_at(organization: Organization, member: Member, cast: Cast, now: datetime) -> None:
    invitations.invite(
        email=member.email,
        name=member.name,
        organization=organization,
        role=Affiliation.Role.COLLEAGUE,
        actor=cast.programme_team,
        now=now - timedelta(days=15),
    )
    letter = OutgoingMail.objects.filter(letter="invitation", to_address=member.email).latest("pk")
    token = letter.text.split("/uitnodiging/")[1].split("/")[0]
    invitations.accept_invitation(token=token, name=member.name, now=now - timedelta(days=14))
