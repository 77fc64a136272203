"""What waits for a member, and what became of what she answered."""

from datetime import date, timedelta

import pytest

from members.models import Affiliation
from members.permissions import Roles
from questions.models import Outcome, Recipient
from questions.queries import site
from tests.factories.members import AffiliationFactory, MemberFactory, OrganizationFactory
from tests.factories.questions import (
    DEADLINE,
    OPENED,
    AnswerFactory,
    QuestionFactory,
    RecipientFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def contact():
    """A contact person of one organisation."""
    return AffiliationFactory(role=Affiliation.Role.CONTACT).member


def organization_of(member):
    return member.affiliations.get().organization


def test_waiting_names_each_voice_apart(contact, now):
    question = QuestionFactory(opened=True, effort_minutes=5)
    for_organization = RecipientFactory(question=question, organization=organization_of(contact))
    for_herself = RecipientFactory(question=question, member=contact)
    AnswerFactory(question=question, member=contact)

    waiting = site.waiting_for(Roles.of(contact), now)

    assert [(row.recipient_id, row.organization, row.has_draft) for row in waiting] == [
        (for_organization.pk, organization_of(contact).name, False),
        (for_herself.pk, None, True),
    ]
    assert {(row.deadline_at, row.effort_minutes, row.url) for row in waiting} == {
        (DEADLINE, 5, question.get_absolute_url())
    }


def test_waiting_ends_with_a_reaction_or_the_deadline(contact, now):
    recipient = RecipientFactory(organization=organization_of(contact))
    roles = Roles.of(contact)
    assert len(site.waiting_for(roles, now)) == 1

    assert site.waiting_for(roles, DEADLINE) == []
    Recipient.objects.update(reaction=Recipient.Reaction.NO_ROOM)
    assert site.waiting_for(roles, now) == []
    assert recipient.question.is_open


def test_waiting_is_not_for_colleagues_or_visitors(contact, now):
    RecipientFactory(organization=organization_of(contact))
    colleague = AffiliationFactory(organization=organization_of(contact)).member

    assert site.waiting_for(Roles.of(colleague), now) == []
    assert site.waiting_for(Roles(), now) == []


@pytest.mark.parametrize("count", [1, 3])
def test_waiting_for_many_costs_one_query(count, now, django_assert_num_queries):
    contacts = [AffiliationFactory(role=Affiliation.Role.CONTACT).member for _ in range(count)]
    for contact in contacts:
        RecipientFactory(organization=organization_of(contact))
        RecipientFactory(member=contact)
    roles = Roles.of_many(contacts)

    with django_assert_num_queries(1):
        waiting = site.waiting_for_many(roles, now)

    assert [len(waiting[contact.pk]) for contact in contacts] == [2] * count


@pytest.mark.parametrize("count", [1, 3])
def test_outcomes_for_many_costs_three_queries(count, now, django_assert_num_queries):
    members = MemberFactory.create_batch(count)
    for member in members:
        answer = AnswerFactory(member=member, submitted_at=OPENED)
        Outcome.objects.create(
            question=answer.question, happened_on=date(2026, 11, 9), text="Besproken.", recorded_at=now
        )
    roles = Roles.of_many(members)

    with django_assert_num_queries(3):
        told = site.outcomes_for_many(roles, now - timedelta(days=1))

    assert [[row.text for row in told[member.pk]] for member in members] == [["Besproken."]] * count


def test_outcome_is_told_once_to_who_answered_in_both_voices(contact, now):
    question = QuestionFactory(opened=True)
    AnswerFactory(question=question, member=contact, submitted_at=OPENED)
    AnswerFactory(question=question, organization=organization_of(contact), submitted_at=OPENED)
    AnswerFactory(question=question, organization=OrganizationFactory(), submitted_at=OPENED)
    Outcome.objects.create(question=question, happened_on=now.date(), text="Besproken.", recorded_at=now)

    told = site.outcomes_for(Roles.of(contact), now)

    assert [row.title for row in told] == [question.title]


def test_outcome_is_not_told_of_a_draft_or_of_long_ago(contact, now):
    answer = AnswerFactory(member=contact)
    Outcome.objects.create(
        question=answer.question, happened_on=now.date(), text="Besproken.", recorded_at=now
    )
    roles = Roles.of(contact)
    assert site.outcomes_for(roles, now) == []

    answer.submitted_at = OPENED
    answer.save()
    assert len(site.outcomes_for(roles, now)) == 1
    assert site.outcomes_for(roles, now + timedelta(seconds=1)) == []
