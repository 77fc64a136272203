"""What time does to questions: closing, reminding, and asking for the outcome, whatever happens meanwhile."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mailing.models import OutgoingMail
from members.models import PROGRAMME_TEAM
from questions.actions import advancing, reminding
from questions.models import Outcome, Question, Recipient
from tests.cast import in_team
from tests.factories.members import MemberFactory
from tests.factories.questions import DEADLINE, OPENED, AnswerFactory, QuestionFactory, RecipientFactory
from tests.questions.opening import write_opening

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)

pytestmark = pytest.mark.django_db


def advance(now):
    advancing.close_due_questions(now=now)
    reminding.remind_due(clock=lambda: now, seconds=60)
    advancing.remind_of_outcomes(now=now)


def letters_to(member):
    return list(OutgoingMail.objects.filter(member=member).order_by("pk"))


@pytest.fixture
def recipient():
    """A member asked by name, two and a half weeks before the deadline; she got her letter."""
    recipient = RecipientFactory(member=MemberFactory())
    write_opening(recipient.question, OPENED)
    return recipient


@pytest.mark.parametrize(("at", "state"), [(-timedelta(seconds=1), "open"), (timedelta(0), "closed")])
def test_question_closes_at_its_deadline(at, state):
    question = QuestionFactory(opened=True)
    draft = AnswerFactory(question=question, member=MemberFactory())

    advance(DEADLINE + at)
    advance(DEADLINE + at)

    question.refresh_from_db()
    draft.refresh_from_db()
    assert (question.state, question.closed_at) == (state, DEADLINE if state == "closed" else None)
    assert draft.submitted_at is None


def test_reminders_go_halfway_and_two_days_before_the_deadline(recipient):
    now = OPENED
    while now < DEADLINE + DAY:
        advance(now)
        now += HOUR

    written = letters_to(recipient.member)
    assert [letter.letter for letter in written] == [
        "question_opened",
        "question_reminder",
        "question_reminder",
    ]
    assert [letter.queued_at for letter in written[1:]] == [
        datetime(2026, 11, 11, 13, tzinfo=UTC),  # the first round after 12.30
        DEADLINE - 2 * DAY,
    ]


def test_reminder_that_is_due_in_the_evening_waits_for_the_morning(recipient):
    evening = datetime(2026, 11, 13, 20, 30, tzinfo=UTC)
    Question.objects.update(deadline_at=evening + 2 * DAY)

    now = evening
    while len(letters_to(recipient.member)) == 1:
        advance(now)
        now += HOUR / 2

    reminder = letters_to(recipient.member)[-1]
    assert reminder.queued_at.astimezone(AMSTERDAM) == datetime(2026, 11, 14, 7, tzinfo=AMSTERDAM)


def test_reminder_is_not_for_who_reacted(recipient):
    Recipient.objects.update(reaction=Recipient.Reaction.NOT_FOR_US)

    advance(DEADLINE - 2 * DAY)

    assert len(letters_to(recipient.member)) == 1


def test_reminder_says_that_a_draft_lies_ready(recipient):
    AnswerFactory(question=recipient.question, member=recipient.member)

    advance(DEADLINE - 2 * DAY)

    letter = letters_to(recipient.member)[-1]
    assert "Er ligt een concept klaar" in letter.text
    assert f"/reageren/{recipient.pk}/versturen/" in letter.text
    assert "Stuur zoals het is" in letter.html


def test_outage_over_both_reminders_sends_one(recipient):
    advance(DEADLINE - DAY)
    advance(DEADLINE - DAY + HOUR)

    assert len(letters_to(recipient.member)) == 2


@pytest.mark.parametrize(
    ("open_for", "moments"),
    [
        (timedelta(hours=40), []),
        (timedelta(hours=60), ["halfway"]),
        (timedelta(days=3), ["last"]),
        (timedelta(days=10), ["halfway", "last"]),
    ],
)
def test_short_question_has_fewer_reminders(open_for, moments):
    question = QuestionFactory(opened=True, deadline_at=OPENED + open_for)

    found, now = [], OPENED
    while now < question.deadline_at:
        moment = reminding.moment_due(question, now)
        if moment:
            found.append(moment)
            setattr(question, f"{moment}_reminded_at", now)
        now += HOUR

    assert found == moments


steps = st.lists(
    st.tuples(
        st.integers(min_value=1, max_value=60 * 24 * 4),
        st.sampled_from(["tick", "tick", "tick", "react", "undo"]),
        st.integers(min_value=0, max_value=2),
    ),
    max_size=30,
)
# Around both nights on which the Dutch clock changes.
openings = st.builds(
    lambda first, minutes: first + timedelta(minutes=minutes),
    st.sampled_from([datetime(2026, 10, 20, tzinfo=UTC), datetime(2027, 3, 22, tzinfo=UTC)]),
    st.integers(min_value=0, max_value=60 * 24 * 8),
)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(opened_at=openings, hours=st.integers(min_value=1, max_value=24 * 30), steps=steps)
def test_no_outage_or_reaction_makes_a_reminder_too_many(opened_at, hours, steps):
    OutgoingMail.objects.all().delete()
    Recipient.objects.all().delete()
    Question.objects.all().delete()
    question = QuestionFactory(
        opened=True, opened_at=opened_at, deadline_at=opened_at + timedelta(hours=hours)
    )
    people = [RecipientFactory(question=question, member=MemberFactory()) for _ in range(3)]
    write_opening(question, opened_at)
    now, reacted = opened_at, set()
    for minutes, event, place in steps:
        now += timedelta(minutes=minutes)
        person = people[place]
        if event == "tick":
            before = set(OutgoingMail.objects.values_list("pk", flat=True))
            advance(now)
            advance(now)
            new = OutgoingMail.objects.exclude(pk__in=before).filter(letter="question_reminder")
            for letter in new:
                assert letter.member_id not in reacted
                assert time(7) <= now.astimezone(AMSTERDAM).time() < time(20)
                assert now < question.deadline_at
            assert len({letter.member_id for letter in new}) == len(new), "one letter at a time"
        elif event == "react":
            reacted.add(person.member_id)
            Recipient.objects.filter(pk=person.pk).update(reaction=Recipient.Reaction.NO_ROOM)
        else:
            reacted.discard(person.member_id)
            Recipient.objects.filter(pk=person.pk).update(reaction=Recipient.Reaction.NONE)
    about = OutgoingMail.objects.filter(about=f"question:{question.pk}", letter__startswith="question_")
    for person in people:
        assert about.filter(member=person.member_id).count() <= 3


@pytest.fixture
def closed_question():
    return QuestionFactory(
        opened=True, state=Question.State.CLOSED, closed_at=DEADLINE, owner=MemberFactory(name="Pia")
    )


def test_owner_is_reminded_of_the_outcome_after_21_days_and_then_every_30(closed_question):
    days, now = [], DEADLINE
    while now <= DEADLINE + 85 * DAY:
        before = OutgoingMail.objects.count()
        advance(now)
        if OutgoingMail.objects.count() > before:
            days.append((now - DEADLINE).days)
        now += 6 * HOUR

    assert days == [21, 51, 81]
    assert {letter.member for letter in OutgoingMail.objects.all()} == {closed_question.owner}


def test_whole_team_is_reminded_when_the_owner_left(closed_question):
    closed_question.owner.is_active = False
    closed_question.owner.save()
    colleagues = {in_team(MemberFactory(), PROGRAMME_TEAM), in_team(MemberFactory(), PROGRAMME_TEAM)}

    advance(DEADLINE + 22 * DAY)

    assert {letter.member for letter in OutgoingMail.objects.all()} == colleagues


def test_nobody_is_reminded_of_an_outcome_that_was_told(closed_question):
    Outcome.objects.create(
        question=closed_question, happened_on=DEADLINE.date(), text="Besproken.", recorded_at=DEADLINE
    )

    advance(DEADLINE + 22 * DAY)

    assert not OutgoingMail.objects.exists()
