"""Concept, tegenlezen, publiceren: nobody puts online what she wrote before somebody else read it."""

import pytest
from django.core.exceptions import PermissionDenied
from wagtail.models import WorkflowState

from home.models import NewsPage
from mailing.models import OutgoingMail
from members.models import EDITORS
from tests.cast import in_team
from tests.factories.home import NewsPageFactory
from tests.factories.members import MemberFactory
from tests.golden import assert_letter


@pytest.fixture(autouse=True)
def post_by_the_outbox(settings):
    """What Wagtail sends goes where it goes in earnest."""
    settings.EMAIL_BACKEND = "mailing.backend.OutboxBackend"


@pytest.fixture
def author(scene):
    return scene.editor


@pytest.fixture
def colleague(db):
    """Another editor: she may not publish by herself either."""
    return in_team(MemberFactory(name="Lies Lezer"), EDITORS)


@pytest.fixture
def handed_in(author, colleague) -> NewsPage:
    """A draft that its author handed in."""
    news = NewsPageFactory(title="Een nieuw bericht", live=False, owner=author)
    news.save_revision(user=author)
    news.get_workflow().start(news, author)
    return news


def act(client, news: NewsPage, action: str, comment: str = ""):
    """Press a button of the workflow."""
    task = news.current_workflow_task_state
    return client.post(f"/beheer/pages/workflow/action/{news.pk}/{action}/{task.pk}/", {"comment": comment})


def letters_to(member) -> list[OutgoingMail]:
    return list(OutgoingMail.objects.filter(member=member))


def is_live(news: NewsPage) -> bool:
    return NewsPage.objects.get(pk=news.pk).live


def test_colleague_is_asked_to_read_and_what_she_approves_goes_online(
    handed_in, author, colleague, client_of
):
    asked = letters_to(colleague)
    edit = client_of(colleague).get(f"/beheer/pages/{handed_in.pk}/edit/").text

    act(client_of(colleague), handed_in, "approve")

    assert "Goedkeuren en publiceren" in edit
    assert "action-publish" not in edit
    assert is_live(handed_in)
    assert_letter(asked[0], "reading_asked")
    assert [letter.subject for letter in letters_to(author)] == ["Goedgekeurd: ‘Een nieuw bericht’"]
    assert_letter(letters_to(author)[0], "reading_approved")


def test_colleague_gives_back_with_a_remark_and_the_author_hands_in_again(
    handed_in, author, colleague, client_of
):
    act(client_of(colleague), handed_in, "reject", "Noem ook de datum.")

    state = handed_in.current_workflow_state
    assert state.status == WorkflowState.STATUS_NEEDS_CHANGES
    assert_letter(letters_to(author)[0], "reading_returned")

    state.resume(user=author)
    assert handed_in.workflow_in_progress
    assert not is_live(handed_in)


def test_nobody_approves_what_she_handed_in_whatever_way_she_tries(handed_in, author, client_of):
    client = client_of(author)
    edit = client.get(f"/beheer/pages/{handed_in.pk}/edit/").text

    act(client, handed_in, "approve")
    act(client, handed_in, "reject", "Toch niet.")
    with pytest.raises(PermissionDenied):
        handed_in.current_workflow_task_state.approve(user=author)

    assert "Goedkeuren" not in edit
    assert letters_to(author) == []
    assert handed_in.workflow_in_progress
    assert not is_live(handed_in)


def test_facilitator_who_edits_as_well_does_not_approve_her_own_lesson(handed_in, author):
    WorkflowState.objects.update(requested_by=None)

    with pytest.raises(PermissionDenied):
        handed_in.current_workflow_task_state.approve(user=author)


def test_editor_publishes_nothing_by_herself_and_the_programme_team_may_when_it_cannot_wait(scene, client_of):
    news = NewsPageFactory(title="Met spoed", live=False, owner=scene.editor)
    news.save_revision(user=scene.editor)
    path = f"/beheer/pages/{news.pk}/edit/"
    form = {
        "title": news.title, "slug": news.slug, "lead": news.lead, "sender_kind": "programme_team",
        "body-count": 0, "comments-TOTAL_FORMS": 0, "comments-INITIAL_FORMS": 0, "action-publish": "1",
    }  # fmt: skip
    form |= {"body-count": 1, "body-0-type": "text", "body-0-order": 0, "body-0-deleted": ""}
    form |= {"body-0-value": '{"blocks":[{"key":"a","type":"unstyled","text":"Een tekst."}],"entityMap":{}}'}

    client_of(scene.editor).post(path, form)
    before = is_live(news)
    client_of(scene.programme_team).post(path, form)

    assert not before
    assert is_live(news)
