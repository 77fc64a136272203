"""*Wacht op jou*: whatever asks something of a reader stands first, and names itself in the subject."""

from datetime import timedelta

import pytest

from digests.queries.pages import digest_so_far
from home.models import Passage
from learninggroups.actions.posts import post_reply, start_thread
from learninggroups.models import LearningGroup
from learninggroups.permissions import Roles
from questions.models import Approval
from tests.digests.conftest import MONDAY, TUESDAY
from tests.factories.approvals import ApprovalFactory
from tests.factories.home import LessonPageFactory, PassageFactory
from tests.factories.questions import AnswerFactory, QuestionFactory, RecipientFactory

WAITING = "WACHT OP JOU"
GROUPS = "JOUW LEERGROEPEN"


@pytest.fixture
def to(morning):
    """Return a function that gives the letter to a member of this morning."""

    def to(member, now=TUESDAY):
        return next((letter for letter in morning(now) if letter.member_id == member.pk), None)

    return to


@pytest.fixture
def call(scene, opened):
    """Return a function with which the facilitator calls the participant by name."""

    def call(thread=scene.open_thread, name=scene.participant.name):
        return post_reply(thread=thread, body=f"<p>@{name}, en jij?</p>", actor=scene.facilitator, now=MONDAY)

    return call


@pytest.fixture
def text(scene, opened):
    """A text that waits for the participant's yes."""
    question = QuestionFactory(
        title="Wat merken jullie?", state="open", opened_at=MONDAY, deadline_at=TUESDAY + timedelta(days=30)
    )
    answer = AnswerFactory(question=question, member=scene.participant, typed_by=scene.programme_team)
    return ApprovalFactory(
        answer=answer,
        answer_version=answer.version,
        speaker=scene.participant,
        asked_at=MONDAY,
        expires_at=TUESDAY + timedelta(days=10),
    )


@pytest.fixture
def words(scene, opened):
    """Words of the participant that somebody wants to quote."""
    lesson = LessonPageFactory(title="Samen bellen", thread=scene.open_thread)
    return PassageFactory(lesson=lesson, post=scene.open_post, consent=Passage.Consent.ASKED, asked_at=MONDAY)


def test_thread_in_which_somebody_calls_her_waits_for_her_and_stands_nowhere_else(scene, call, to):
    call()

    letter = to(scene.participant)

    assert letter.subject == "Je bent genoemd in 1 gesprek"
    assert f"{scene.facilitator.name} (Wijkteam Oost) noemt je in {scene.open_group.name}" in letter.text
    assert letter.text.index(WAITING) < letter.text.index(scene.open_thread.title)
    assert letter.text.count(scene.open_thread.title) == 1
    assert GROUPS not in letter.text


def test_it_is_told_once(scene, call, to):
    call()

    assert to(scene.participant)
    assert to(scene.participant, TUESDAY + timedelta(days=7)) is None


def test_others_read_of_it_as_of_any_thread(scene, call, to):
    call(name=scene.facilitator.name)
    call(name="Niemand")

    letter = to(scene.participant)

    assert letter.subject == "Overzicht wijkteams, week 45"
    assert WAITING not in letter.text


def test_who_is_called_in_a_group_of_others_hears_of_that_post_alone(scene, opened, to):
    thread = start_thread(
        group=scene.open_group,
        title="Wie weet dit?",
        body="<p>Ik niet.</p>",
        actor=scene.participant,
        now=MONDAY,
    )
    post_reply(thread=thread, body="<p>Nee.</p>", actor=scene.facilitator, now=MONDAY)
    post_reply(thread=thread, body="<p>Ja.</p>", actor=scene.elsewhere, now=MONDAY)
    post_reply(thread=thread, body=f"<p>@{scene.elsewhere.name}!</p>", actor=scene.participant, now=MONDAY)

    letter = to(scene.elsewhere)

    assert f"{scene.participant.name} (Wijkteam Oost) noemt je in {scene.open_group.name}" in letter.text
    assert f"1 reactie van {scene.participant.name}" in letter.text
    assert scene.facilitator.name not in letter.text


def test_of_a_confidential_group_it_says_only_that_somebody_calls_her(scene, call, to):
    LearningGroup.objects.filter(pk=scene.closed_group.pk).update(is_confidential=True)
    call(scene.closed_thread)

    letter = to(scene.participant)

    assert "Iemand noemt je" in letter.text
    assert f"In {scene.closed_group.name}" in letter.text
    for secret in (scene.closed_thread.title, scene.facilitator.name):
        assert secret not in letter.text + letter.html


def test_a_text_for_her_yes_is_repeated_until_she_gave_it(scene, text, call, to):
    call()

    letter = to(scene.participant)

    assert letter.subject == "1 tekst wacht op jou (vr 13 nov)"
    assert "Zeggen of het klopt kan tot vrijdag 13 november, 07.00 uur" in letter.text
    assert "De code staat in de brief van 2 november." in letter.text
    assert "/landelijke-vragen/akkoord/" in letter.text

    Approval.objects.update(approved_at=TUESDAY)
    call()
    assert "tekst" not in to(scene.participant, TUESDAY + timedelta(days=7)).subject


def test_words_to_be_quoted_wait_for_her_and_for_nobody_else(scene, words, call, to, morning):
    call()
    call(name="Niemand")

    letters = {letter.member_id: letter for letter in morning(TUESDAY)}

    assert letters[scene.participant.pk].subject == "1 citaat wacht op jou"
    assert "Mogen woorden van jou in de les ‘Samen bellen’?" in letters[scene.participant.pk].text
    assert f"/lessen/{words.lesson_id}/mijn-citaten/" in letters[scene.participant.pk].text
    others = [letter for pk, letter in letters.items() if pk != scene.participant.pk]
    assert not any("Samen bellen" in letter.text for letter in others)


def test_of_words_from_a_confidential_group_neither_lesson_nor_group_is_named(scene, words, now):
    LearningGroup.objects.filter(pk=scene.open_group.pk).update(openness="closed", is_confidential=True)
    post_reply(thread=scene.open_thread, body="<p>Ik.</p>", actor=scene.facilitator, now=now)

    [waiting, *_rest] = digest_so_far(scene.participant, Roles.of(scene.participant), now)

    [line] = waiting.parts[0].lines
    assert line.title == "Mogen woorden van jou in een les?"
    assert scene.open_group.name not in line.below


def test_what_waits_is_no_reason_to_write(scene, text, words, to):
    assert to(scene.participant) is None


def test_subject_counts_what_waits_and_names_the_first_deadline(scene, text, words, call, to):
    call()
    question = QuestionFactory(state="open", opened_at=MONDAY, deadline_at=TUESDAY + timedelta(days=3))
    RecipientFactory(question=question, member=scene.participant)

    assert to(scene.participant).subject == "1 vraag, 1 tekst en 1 citaat wachten op jou (vr 6 nov)"
