"""
The cast: the nine kinds of people in every story, and what each can open.

Everyone works at one organisation except ``elsewhere``, who is a member at another one and
takes part in no group. A guest is no member: she was asked into one thread of the closed
group. A visitor has no account, so her place is None.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from django.conf import settings
from django.contrib.auth.models import Group
from django.test import Client
from django.utils import timezone

from learninggroups.models import LearningGroup, Membership, Post, Thread
from members.middleware import SEEN_AT
from members.models import ADMINISTRATORS, EDITORS, PROGRAMME_TEAM, Affiliation, Member, Organization
from questions.actions.planning import EVERYONE
from questions.models import Question, Recipient, SubQuestion
from tests.factories.learninggroups import (
    LearningGroupFactory,
    MembershipFactory,
    PostFactory,
    ThreadFactory,
    ThreadGuestFactory,
)
from tests.factories.members import AffiliationFactory, MemberFactory, OrganizationFactory
from tests.factories.questions import QuestionFactory, RecipientFactory, SubQuestionFactory

ROLES = (
    "visitor",
    "elsewhere",
    "participant",
    "facilitator",
    "contact",
    "programme_team",
    "editor",
    "administrator",
    "guest",
)


@dataclass(frozen=True, kw_only=True)
class Scene:
    """One of each kind of person (attributes named as in :data:`ROLES`) and what they meet."""

    visitor: None
    elsewhere: Member
    participant: Member
    facilitator: Member
    contact: Member
    programme_team: Member
    editor: Member
    administrator: Member
    guest: Member

    organization: Organization
    other_organization: Organization

    open_group: LearningGroup
    open_thread: Thread
    open_post: Post
    closed_group: LearningGroup
    closed_thread: Thread
    closed_post: Post

    draft_question: Question
    open_question: Question
    recipient: Recipient
    sub_question: SubQuestion

    def person(self, role: str) -> Member | None:
        """Return who plays this role; nobody plays the visitor."""
        return getattr(self, role)


def build_scene() -> Scene:
    """
    Write the cast and their world to the database.

    The open question runs from yesterday to next week by the real clock, because what a
    page shows depends on it.
    """
    organization = OrganizationFactory(name="Wijkteam Oost")
    other_organization = OrganizationFactory(name="Wijkteam West")
    people = {
        "elsewhere": member_of(other_organization, "Els Elders"),
        "participant": member_of(organization, "Dina Deelnemer"),
        "facilitator": member_of(organization, "Bea Begeleider"),
        "contact": member_of(organization, "Cor Contact", Affiliation.Role.CONTACT),
        "programme_team": in_team(MemberFactory(name="Pia Programma"), PROGRAMME_TEAM),
        "editor": in_team(MemberFactory(name="Rik Redacteur"), EDITORS),
        "administrator": in_team(MemberFactory(name="Abel Beheer"), ADMINISTRATORS),
        "guest": MemberFactory(name="Gijs Gast", is_guest=True),
    }
    groups = {}
    for name, openness in {
        "open": LearningGroup.Openness.OPEN,
        "closed": LearningGroup.Openness.CLOSED,
    }.items():
        group = LearningGroupFactory(name=f"Leergroep {name}", slug=f"leergroep-{name}", openness=openness)
        MembershipFactory(group=group, member=people["participant"])
        MembershipFactory(group=group, member=people["facilitator"], role=Membership.Role.FACILITATOR)
        thread = ThreadFactory(group=group, author=people["participant"], post_count=1)
        post = PostFactory(thread=thread, author=people["participant"], position=1)
        if openness == LearningGroup.Openness.CLOSED:
            ThreadGuestFactory(thread=thread, member=people["guest"], until=date(2099, 1, 1))
        groups |= {f"{name}_group": group, f"{name}_thread": thread, f"{name}_post": post}

    today = datetime.now(UTC)
    draft_question = QuestionFactory(owner=people["programme_team"], created_at=today)
    SubQuestionFactory(question=draft_question)
    open_question = QuestionFactory(
        owner=people["programme_team"],
        state=Question.State.OPEN,
        created_at=today - timedelta(days=2),
        opened_at=today - timedelta(days=1),
        planned_at=today - timedelta(days=1),
        planned_up_to=EVERYONE,
        deadline_at=today + timedelta(days=7),
    )
    return Scene(
        visitor=None,
        **people,
        **groups,
        organization=organization,
        other_organization=other_organization,
        draft_question=draft_question,
        open_question=open_question,
        recipient=RecipientFactory(
            question=open_question, organization=organization, reasons=["alle organisaties"]
        ),
        sub_question=SubQuestionFactory(question=open_question),
    )


def member_of(
    organization: Organization, name: str, role: Affiliation.Role = Affiliation.Role.COLLEAGUE
) -> Member:
    """Create a member with a place in this organisation."""
    member = MemberFactory(name=name)
    AffiliationFactory(member=member, organization=organization, role=role)
    return member


def in_team(member: Member, team: str) -> Member:
    """Put a member in one of the teams that work in the back office."""
    member.groups.add(Group.objects.get_or_create(name=team)[0])
    return member


def sign_in(client: Client, person: Member | None) -> Client:
    """Let this browser be somebody's, who showed a second factor as who works in the back office must."""
    if person is not None:
        client.force_login(person, backend=settings.AUTHENTICATION_BACKENDS[0])
        session = client.session
        session["account_authentication_methods"] = [{"method": "mfa", "at": 0, "type": "totp"}]
        session["account_authentication_methods_user"] = str(person.pk)
        # In the middle of her work: the first page of a session writes down when she was seen.
        session[SEEN_AT] = timezone.now().timestamp()
        session.save()
    return client
