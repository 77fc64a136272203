"""Two people at the same moment: no words online against anybody's will, and nobody told twice or never."""

import pytest

from home.actions import lessons
from home.models import AwaitsConsent, LessonPage, Passage
from tests.home.lessons import SAID, letters_to, thread_of_three
from tests.questions.test_at_once import at_once

pytestmark = pytest.mark.django_db(transaction=True)
Consent = Passage.Consent


@pytest.fixture
def making():
    """A closed thread in which three people said something."""
    return thread_of_three()


def test_two_facilitators_who_begin_make_one_lesson(making):
    found = at_once(making.start, making.start)

    assert [type(each) for each in found if isinstance(each, Exception)] == [lessons.LessonExists]
    assert LessonPage.objects.count() == 1


def test_of_two_last_writers_who_answer_one_tells_the_facilitator(making):
    making.asked(2)

    found = at_once(
        lambda: making.answer(0, Consent.BY_NAME),
        lambda: making.answer(1, Consent.REFUSED),
    )

    assert found == [None, None]
    assert len(letters_to(making.facilitator, "lesson_answered")) == 1


def test_an_answer_while_publishing_leaves_no_refused_words_online(making, client_of):
    making.asked(1)

    published, answered = at_once(making.publish, lambda: making.answer(0, Consent.REFUSED))

    assert answered is None
    assert published is None or isinstance(published, AwaitsConsent)
    assert making.passage(0).consent == Consent.REFUSED
    page = client_of(None).get(making.lesson.address).content.decode()
    assert SAID[0] not in page


def test_taking_back_while_publishing_is_never_lost(making, client_of):
    making.asked(1)
    making.answer(0, Consent.BY_NAME)

    found = at_once(making.publish, lambda: making.answer(0, Consent.REFUSED))

    assert found == [None, None]
    assert making.passage(0).consent == Consent.WITHDRAWN
    assert SAID[0] not in client_of(None).get(making.lesson.address).content.decode()


def test_of_two_who_write_at_once_one_is_told(making):
    draft = making.start()

    def write(title):
        return lambda: lessons.write_lesson(
            lesson=draft,
            seen=draft.latest_revision_id,
            words=lessons.LessonWords(title=title, lead="Les."),
            actor=making.facilitator,
        )

    found = at_once(write("De een"), write("De ander"))

    assert sum(isinstance(each, lessons.LessonChanged) for each in found) == 1
    assert making.draft.title in {"De een", "De ander"}
