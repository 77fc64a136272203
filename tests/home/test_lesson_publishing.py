"""Nothing goes online before every writer answered, whatever button, task or line of code asks for it."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone
from wagtail.actions.copy_page import CopyPageAction
from wagtail.actions.publish_page_revision import PublishPageRevisionAction

from activity.models import Event
from home.actions.publishing import hold_back_lessons
from home.models import AwaitsConsent, LessonPage, Passage
from home.tasks import publish_scheduled
from tests.factories.home import NewsPageFactory
from tests.golden import assert_letter
from tests.home.lessons import SAID, letters_to, thread_of_three

pytestmark = pytest.mark.django_db
Consent = Passage.Consent


@pytest.fixture
def making():
    """A lesson in which three writers were asked and none has answered."""
    return thread_of_three().asked()


def by_revision(making):
    making.lesson.get_latest_revision().publish(user=making.programme_team)


def by_action(making):
    revision = making.lesson.get_latest_revision()
    PublishPageRevisionAction(revision, user=making.editor).execute(skip_permission_checks=True)


def by_saving(making):
    lesson = making.lesson
    lesson.live = True
    lesson.save()


def by_going_back(making):
    lesson = making.lesson
    old = lesson.revisions.order_by("-pk").first()
    lesson.save_revision(previous_revision=old).publish(previous_revision=old)


def by_workflow(making):
    lesson = making.lesson
    lesson.get_workflow().start(lesson, making.facilitator)
    lesson.current_workflow_task_state.approve(user=making.editor)


def by_scheduling(making):
    lesson = making.draft
    lesson.go_live_at = timezone.now() + timedelta(hours=1)
    lesson.save_revision().publish(user=making.programme_team)


WAYS = [by_revision, by_action, by_saving, by_going_back, by_workflow, by_scheduling]


@pytest.mark.parametrize("publish", WAYS)
def test_no_way_leads_online_before_everybody_answered(making, publish):
    making.answer(0, Consent.BY_NAME)

    with pytest.raises(AwaitsConsent):
        publish(making)

    lesson = making.lesson
    assert (lesson.live, lesson.approved_schedule) == (False, False)
    assert not Event.objects.filter(kind="lesson_published").exists()


@pytest.mark.parametrize("publish", WAYS[:-1])
def test_every_way_leads_online_once_everybody_answered(making, publish):
    for number, choice in enumerate([Consent.BY_NAME, Consent.UNNAMED, Consent.REFUSED]):
        making.answer(number, choice)

    publish(making)

    assert making.lesson.live


def test_words_that_were_only_chosen_hold_a_lesson_back_too(making):
    for number in range(3):
        making.answer(number, Consent.UNNAMED)
    making.quote(0, "Zo gaat dat hier.")

    with pytest.raises(AwaitsConsent):
        by_revision(making)


def office(client_of, making):
    return client_of(making.programme_team)


def form_of(making, **more):
    """Return what the editor's form sends."""
    draft = making.draft
    sent = {
        "title": draft.title,
        "slug": draft.slug,
        "lead": draft.lead,
        "sender_kind": draft.sender_kind,
        "sender_name": draft.sender_name,
        "group": draft.group_id,
        "contact_line": "",
        "closed_reason": "",
        "licence": draft.licence,
        "seo_title": "",
        "search_description": "",
        "comments-TOTAL_FORMS": 0,
        "comments-INITIAL_FORMS": 0,
        "comments-MIN_NUM_FORMS": 0,
        "comments-MAX_NUM_FORMS": "",
        "body-count": len(draft.body.raw_data),
    }
    for number, block in enumerate(draft.body):
        sent |= {
            f"body-{number}-deleted": "",
            f"body-{number}-order": number,
            f"body-{number}-type": block.block_type,
            f"body-{number}-id": block.id,
            f"body-{number}-value": block.value
            if block.block_type == "passage"
            else '{"entityMap": {}, "blocks": [{"key": "a1", "type": "unstyled", "depth": 0, '
            '"text": "Tekst", "inlineStyleRanges": [], "entityRanges": []}]}',
        }
    return sent | more


def test_button_publish_says_what_is_the_matter_and_keeps_the_change(making, client_of):
    path = f"/beheer/pages/{making.lesson.pk}/edit/"

    answer = office(client_of, making).post(
        path, form_of(making, title="Andere titel", **{"action-publish": "1"}), follow=True
    )

    assert (
        "kan nog niet online: niet iedereen heeft gezegd of haar woorden erin mogen"
        in answer.content.decode()
    )
    assert not making.lesson.live
    assert making.draft.title == "Andere titel"


def test_scheduling_in_the_editor_is_refused_too(making, client_of):
    path = f"/beheer/pages/{making.lesson.pk}/edit/"
    moment = timezone.localtime() + timedelta(days=2)

    office(client_of, making).post(
        path,
        form_of(making, go_live_at=moment.strftime("%d-%m-%Y %H:%M"), **{"action-publish": "1"}),
    )

    assert not making.lesson.approved_schedule


def test_button_approve_says_what_is_the_matter(making, client_of):
    lesson = making.lesson
    lesson.get_workflow().start(lesson, making.facilitator)
    task = lesson.current_workflow_task_state
    path = f"/beheer/pages/workflow/action/{lesson.pk}/approve/{task.pk}/"
    client = office(client_of, making)

    answer = client.post(path, {"comment": ""}, follow=True)
    window = client.post(path, {"comment": ""}, headers={"X-Requested-With": "XMLHttpRequest"})

    assert "kan nog niet online" in answer.content.decode()
    assert window.json()["redirect"] == f"/beheer/pages/{lesson.pk}/edit/"
    assert making.lesson.workflow_in_progress
    assert not making.lesson.live


def test_publishing_many_at_once_publishes_none_when_one_must_wait(making, client_of):
    news = NewsPageFactory(live=False)
    news.save_revision()
    path = f"/beheer/bulk/wagtailcore/page/publish/?id={news.pk}&id={making.lesson.pk}"

    answer = office(client_of, making).post(path, {}, follow=True)

    assert "kan nog niet online" in answer.content.decode()
    news.refresh_from_db()
    assert (news.live, making.lesson.live) == (False, False)


def test_lesson_that_is_due_and_must_wait_stops_no_other_page(making):
    making.lesson.get_latest_revision()
    revision = making.lesson.latest_revision
    revision.approved_go_live_at = timezone.now() + timedelta(minutes=1)
    revision.save()
    news = NewsPageFactory(live=False)
    news.go_live_at = timezone.now() + timedelta(minutes=2)
    news.save_revision().publish()

    with time_machine.travel(timezone.now() + timedelta(hours=1)):
        publish_scheduled()
        publish_scheduled()

    news.refresh_from_db()
    assert (news.live, making.lesson.live) == (True, False)
    letter = letters_to(making.editor, "lesson_held")
    assert len(letter) == 1
    assert_letter(letter[0], "lesson_held")


def test_lesson_that_is_due_and_complete_goes_online(making):
    for number in range(3):
        making.answer(number, Consent.UNNAMED)
    by_scheduling(making)
    hold_back_lessons(now=timezone.now() + timedelta(hours=2))

    with time_machine.travel(timezone.now() + timedelta(hours=2)):
        publish_scheduled()

    assert making.lesson.live


def test_a_copy_of_a_lesson_shows_nobodys_words(making, client_of):
    for number in range(3):
        making.answer(number, Consent.BY_NAME)
    by_revision(making)

    copy = CopyPageAction(
        making.lesson, keep_live=True, update_attrs={"slug": "kopie", "title": "Kopie"}
    ).execute(skip_permission_checks=True)

    page = client_of(None).get(LessonPage.objects.get(pk=copy.pk).address).content.decode()
    assert "Wij leerden dat bellen helpt." in page
    assert not any(words in page for words in SAID)


def test_editor_in_the_back_office_reads_a_passage_and_cannot_rewrite_it(making, client_of):
    making.answer(0, Consent.BY_ORGANIZATION)
    page = office(client_of, making).get(f"/beheer/pages/{making.lesson.pk}/edit/").content.decode()

    assert SAID[0] in page
    assert "iemand van Wijkteam Noord" in page
    assert "Noor Noord" not in page
    assert SAID[1] not in page
    assert "de schrijver heeft nog niet geantwoord" in page


def test_editor_may_move_and_remove_a_passage(making, client_of):
    passages = making.draft.passage_ids
    sent = form_of(making, **{"body-1-deleted": "1", "body-2-order": 3, "body-3-order": 2})

    office(client_of, making).post(f"/beheer/pages/{making.lesson.pk}/edit/", sent)

    assert making.draft.passage_ids == [passages[2], passages[1]]


def test_preview_marks_what_readers_will_not_see(making, client_of):
    making.answer(0, Consent.UNNAMED)
    path = f"/leergroepen/gesprekken/{making.thread.pk}/les/voorbeeld/"

    page = client_of(making.facilitator).get(path).content.decode()

    assert SAID[0] in page
    assert SAID[1] not in page
    assert "de schrijver heeft nog niet geantwoord" in page
