"""Writing anew what can be found."""

from io import StringIO

import pytest
from django.core.management import call_command

from home.queries.finding import Wanted, find, places_to_search
from learninggroups.models import Thread
from learninggroups.permissions import Roles
from search.models import Entry
from tests.factories.learninggroups import PostFactory, ThreadFactory

pytestmark = pytest.mark.django_db


def rebuild() -> str:
    said = StringIO()
    call_command("rebuild_search", stdout=said)
    return said.getvalue()


def test_what_was_there_before_search_is_found(scene, now):
    thread = ThreadFactory(group=scene.open_group, title="Ooievaars")
    page = find(Roles(), Wanted(words="ooievaars"), places_to_search(), now)
    assert page.results == ()

    rebuild()

    page = find(Roles(), Wanted(words="ooievaars"), places_to_search(), now)
    assert [result.address for result in page.results] == [thread.get_absolute_url()]


def test_a_second_time_changes_nothing_but_forgets_what_is_gone(scene):
    ThreadFactory(group=scene.open_group)
    PostFactory(thread=scene.open_thread, position=9, hidden_at=scene.open_thread.started_at)
    first = rebuild()
    entries = set(Entry.objects.values_list("subject_kind", "subject_id"))

    assert rebuild() == first
    assert set(Entry.objects.values_list("subject_kind", "subject_id")) == entries

    Thread.objects.filter(pk=scene.closed_thread.pk).update(merged_into=scene.open_thread)
    rebuild()
    gone = entries - set(Entry.objects.values_list("subject_kind", "subject_id"))

    assert gone == {
        ("learninggroups.thread", scene.closed_thread.pk),
        ("learninggroups.post", scene.closed_post.pk),
    }
