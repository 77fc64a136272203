"""How a facilitator makes a lesson of a thread: word for word, in order, and not over somebody else."""

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone
from wagtail.models import WorkflowState

from home.actions import lessons
from home.models import AwaitsConsent, LessonPage, Passage
from home.permissions import may_write_lesson
from learninggroups.permissions import Roles
from tests.cast import ROLES
from tests.factories.learninggroups import PostFactory
from tests.home.lessons import NOW, SAID, thread_of_three

pytestmark = pytest.mark.django_db


@pytest.fixture
def making():
    """A closed thread in which three people said something."""
    return thread_of_three()


def blocks_of(making):
    """Return kind and value of each part, as it is kept."""
    return [(block["type"], block["value"]) for block in making.draft.body.raw_data]


def test_a_lesson_begins_as_a_draft_of_its_group(making):
    lesson = making.start()

    assert (lesson.live, lesson.is_open, lesson.sender) == (False, True, "leergroep Eerste gesprek")
    assert [theme.name for theme in making.lesson.themes.all()] == ["Toegang"]
    assert making.lesson.owner == making.facilitator


def test_a_thread_has_one_lesson(making):
    making.start()

    with pytest.raises(lessons.LessonExists):
        making.start()
    assert LessonPage.objects.count() == 1


def test_only_facilitators_of_the_group_write_its_lesson(scene):
    thread = scene.closed_thread
    writing = {
        role
        for role in ROLES
        if (person := scene.person(role)) and may_write_lesson(Roles.of(person), thread)
    }

    assert writing == {"facilitator"}
    with pytest.raises(PermissionDenied):
        lessons.start_lesson(thread=thread, title="Les", lead="Les.", actor=scene.programme_team)


def test_own_words_become_paragraphs_in_which_nothing_is_markup(making):
    making.start()
    making.write(more="Eén <b>zin</b>.\n\nNog een.")

    assert blocks_of(making) == [("text", "<p>Eén &lt;b&gt;zin&lt;/b&gt;.</p>\n\n<p>Nog een.</p>")]


def test_a_text_that_was_not_changed_keeps_what_editors_made_of_it(making):
    making.start()
    draft = making.write(more="Een zin.")
    block = draft.body.raw_data[0]
    styled = {**block, "value": "<h2>Kop</h2><p>Een <b>zin</b>.</p>"}
    draft.body.raw_data[0] = styled
    draft.save_revision()

    making.write(title="Andere titel", texts={block["id"]: "Kop\n\nEen zin."})
    assert blocks_of(making) == [("text", styled["value"])]

    making.write(texts={block["id"]: "Anders."})
    assert blocks_of(making) == [("text", "<p>Anders.</p>")]

    making.write(texts={block["id"]: "  "})
    assert blocks_of(making) == []


def test_what_somebody_else_changed_is_not_overwritten(making):
    first = making.start()
    making.write(title="Van de een")

    with pytest.raises(lessons.LessonChanged):
        lessons.write_lesson(
            lesson=first,
            seen=first.latest_revision_id,
            words=lessons.LessonWords(title="Van de ander", lead="Les."),
            actor=making.facilitator,
        )
    assert making.draft.title == "Van de een"


def test_nothing_changed_makes_no_new_version(making):
    before = making.start().latest_revision_id

    making.write()

    assert making.lesson.latest_revision_id == before


def test_a_passage_is_kept_as_a_number_and_its_words_beside_it(making):
    making.start()
    passage = making.quote(0, "bellen altijd\n eerst")

    assert blocks_of(making) == [("passage", passage.pk)]
    assert (passage.words, passage.author, passage.consent) == (
        "bellen altijd eerst",
        making.writers[0],
        Passage.Consent.CHOSEN,
    )
    assert passage.organization.name == "Wijkteam Noord"


def test_the_same_words_are_taken_once(making):
    making.start()

    assert making.quote(0) == making.quote(0)
    assert len(blocks_of(making)) == 1


@pytest.mark.parametrize("words", ["Wij bellen nooit eerst", "ellen altij", ""])
def test_what_the_post_does_not_say_is_no_passage(making, words):
    making.start()

    with pytest.raises(lessons.NotWordForWord):
        lessons.quote_passage(
            lesson=making.lesson, post=making.posts[0], words=words, actor=making.facilitator, now=NOW
        )
    assert blocks_of(making) == []


def test_what_a_post_quotes_of_another_is_not_taken_from_it(making):
    making.start()
    post = making.posts[1]
    post.body = f"<blockquote><p>{SAID[0]}</p></blockquote><p>Precies dit.</p>"
    post.save()

    with pytest.raises(lessons.NotWordForWord):
        making.quote(1, SAID[0])


@pytest.mark.parametrize("column", ["deleted_at", "hidden_at"])
def test_a_post_out_of_sight_is_not_quoted(making, column):
    making.start()
    post = making.posts[0]
    setattr(post, column, NOW)
    post.save()

    with pytest.raises(lessons.NotWordForWord):
        making.quote(0)


def test_who_is_gone_cannot_be_asked_and_so_not_quoted(making):
    making.start()
    making.posts[0].author = None

    with pytest.raises(lessons.AuthorGone):
        making.quote(0)


def test_a_post_of_another_thread_is_not_quoted(making):
    making.start()
    making.posts[0] = PostFactory(body=f"<p>{SAID[0]}</p>")

    with pytest.raises(PermissionDenied):
        making.quote(0)


def test_parts_move_and_stay_at_the_edge(making):
    making.start()
    draft = making.write(more="Eerst dit.")
    passage = making.quote(0)
    text = draft.body.raw_data[0]["id"]

    def move(step):
        lessons.move_block(lesson=making.lesson, block_id=text, step=step, actor=making.facilitator)
        return [kind for kind, _ in blocks_of(making)]

    assert [move(-1), move(1), move(1), move(-1)] == [
        ["text", "passage"],
        ["passage", "text"],
        ["passage", "text"],
        ["text", "passage"],
    ]
    assert passage.pk in making.draft.passage_ids


def test_words_that_are_taken_out_are_kept_no_longer(making):
    making.start()
    making.quote(0)
    block = making.draft.body.raw_data[0]["id"]

    lessons.take_out(lesson=making.lesson, block_id=block, actor=making.facilitator)

    assert blocks_of(making) == []
    assert not Passage.objects.exists()


def test_no_lesson_is_handed_in_before_everybody_answered(making):
    making.asked()
    making.answer(0, Passage.Consent.BY_NAME)

    with pytest.raises(AwaitsConsent):
        making.hand_in()


def test_a_lesson_with_nothing_in_it_is_not_handed_in(making):
    making.start()
    making.quote(0)
    making.ask()
    making.answer(0, Passage.Consent.REFUSED)

    with pytest.raises(lessons.EmptyLesson):
        making.hand_in()
    assert not making.lesson.workflow_in_progress


def test_what_is_refused_leaves_the_lesson_when_it_is_handed_in(making):
    making.asked()
    making.answer(0, Passage.Consent.REFUSED)
    making.answer(1, Passage.Consent.UNNAMED)
    making.answer(2, Passage.Consent.BY_ORGANIZATION)
    kept = [making.passage(1).pk, making.passage(2).pk]

    making.hand_in()

    assert making.draft.passage_ids == kept
    assert set(Passage.objects.values_list("pk", flat=True)) == set(kept)


def test_editors_hear_of_a_lesson_and_the_facilitator_gets_no_letter_of_wagtail(making, mailoutbox):
    making.asked(1)
    making.answer(0, Passage.Consent.BY_NAME)
    making.hand_in()
    told = {mail.to[0] for mail in mailoutbox}

    making.lesson.current_workflow_task_state.approve(user=making.editor)

    assert making.lesson.live
    assert told == {making.editor.email, making.programme_team.email}
    assert making.facilitator.email not in {mail.to[0] for mail in mailoutbox}


def test_nobody_writes_in_a_lesson_that_lies_with_the_editors(making):
    making.asked(1)
    making.answer(0, Passage.Consent.BY_NAME)
    making.hand_in()

    for attempt in (making.write, making.hand_in, lambda: making.quote(1)):
        with pytest.raises(lessons.WithEditors):
            attempt()


def test_a_lesson_that_was_given_back_is_handed_in_again(making):
    making.asked(1)
    making.answer(0, Passage.Consent.BY_NAME)
    making.hand_in()
    making.lesson.current_workflow_task_state.reject(user=making.editor, comment="Noem ook de wijk.")

    making.write(more="In wijk Oost.")
    making.hand_in()

    state = making.lesson.current_workflow_state
    assert state.status == WorkflowState.STATUS_IN_PROGRESS
    assert making.lesson.current_workflow_task_state.revision == making.lesson.latest_revision


def test_a_scheduled_lesson_is_the_editors(making):
    making.start()
    lesson = making.lesson
    lesson.go_live_at = timezone.now() + timezone.timedelta(days=1)
    lesson.save_revision().publish(user=making.programme_team)

    with pytest.raises(lessons.WithEditors):
        making.write(title="Anders")
