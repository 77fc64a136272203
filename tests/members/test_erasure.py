"""What is left of who left: nothing that says who she was, and threads that can still be read."""

from pathlib import Path

import pytest
from django.urls import reverse

from audit.models import Entry
from learninggroups.actions.posts import post_reply
from learninggroups.models import Post
from learninggroups.permissions import Roles
from mailing.models import OutgoingMail
from members.actions import leaving as actions
from members.models import Affiliation, Departure, Member
from privacy import registry
from tests.members.leaver import (
    ADDRESS,
    MARKS,
    NAME,
    SECOND,
    WORDS,
    emptied_fields,
    files_of,
    fortnight,
    marks_left,
    plant,
    plant_everywhere,
)


@pytest.fixture
def vera(scene, now):
    return plant(scene, now)


@pytest.fixture
def leaves(vera, now):
    """Return a function that lets her leave in some way, and erases her after a fortnight."""

    def go(way: str, *, crash_after: int | None = None) -> int:
        actions.leave(member=vera, way=way, actor=vera, now=now)
        steps = 0
        while True:
            run = actions.erase_due(now=fortnight(now))
            batches = sum(1 for _batch, _ in zip(run, range(crash_after or 10_000), strict=False))
            run.close()
            if not batches:
                return steps
            steps += batches

    return go


@pytest.mark.parametrize("way", ["former", "silent"])
def test_nothing_says_who_she_was(scene, now, way):
    vera, marked = plant_everywhere(scene, now)
    files = files_of(vera)
    assert len(marks_left(*MARKS)) > 20
    assert {Path(file).exists() for file in files} == {True}
    emptied = {
        f"{table.label}.{name}"
        for table in registry.holdings()
        if any(table.paths) and table.model is not Member
        for name in emptied_fields(table)
    }
    assert emptied - marked == set()

    actions.leave(member=vera, way=way, actor=vera, now=now)
    for _batch in actions.erase_due(now=fortnight(now)):
        continue

    marks = (*MARKS, WORDS) if way == "silent" else MARKS
    assert marks_left(*marks) == []
    assert not any(Path(file).exists() for file in files)


def test_a_crash_between_any_two_batches_loses_nothing(leaves, scene):
    assert leaves("silent", crash_after=1) > 10

    assert marks_left(*MARKS, WORDS) == []
    assert Departure.objects.get().erased_at
    assert Entry.objects.filter(act="member-erased").count() == 1


def test_before_the_fortnight_is_over_nothing_is_erased(vera, now):
    actions.leave(member=vera, way="silent", actor=vera, now=now)

    assert list(actions.erase_due(now=now)) == []
    assert Member.objects.get(pk=vera.pk).name == NAME


def test_who_came_back_is_not_erased(vera, now):
    departure = actions.leave(member=vera, way="silent", actor=vera, now=now)
    actions.come_back(departure=departure, now=now)

    assert list(actions.erase_due(now=fortnight(now))) == []


def test_a_thread_can_be_followed_by_her_number(leaves, scene, client_of):
    reader = client_of(scene.facilitator)
    address = scene.open_thread.get_absolute_url()
    assert NAME in reader.get(address).content.decode()

    leaves("former")

    page = reader.get(address).content.decode()
    numbers = {line.split("<")[0] for line in page.split("Oud-lid ")[1:]}
    assert len({number[:3] for number in numbers}) == 1
    assert WORDS in page
    assert "(afbeelding weggehaald)" in page
    assert "@Oud-lid." in page
    assert NAME not in page


def test_search_and_overview_say_it_without_her_name(leaves, scene, vera, client_of, now):
    reader = client_of(scene.facilitator)
    pages = {
        f"/zoeken/?zoek={WORDS}": "zangzaad",
        reverse("digests:preview"): scene.open_thread.title,
    }
    post_reply(thread=scene.open_thread, body=f"<p>{WORDS} nog eens</p>", actor=vera, now=now)
    seen = {page: reader.get(page).content.decode() for page in pages}
    assert [page for page, words in pages.items() if words not in seen[page]] == []
    assert any(NAME in text for text in seen.values())

    leaves("former")

    after = {page: reader.get(page).content.decode() for page in pages}
    assert [page for page, words in pages.items() if words not in after[page]] == []
    assert [page for page in pages if NAME in after[page]] == []
    assert NAME not in reader.get(f"/zoeken/?zoek={NAME.split()[0]}").content.decode().replace(f"“{NAME}", "")


def test_her_own_posts_go_and_keep_their_place(leaves, scene, client_of):
    leaves("silent")

    page = client_of(scene.facilitator).get(scene.open_thread.get_absolute_url()).content.decode()
    assert page.count("Dit bericht is verwijderd op verzoek van de schrijver.") == 2
    assert "Dank je, @Oud-lid." in page
    assert WORDS not in page
    posts = Post.objects.filter(thread=scene.open_thread).order_by("position")
    assert list(posts.values_list("position", flat=True)) == [1, 2, 3]


def test_what_was_sent_loses_its_words_and_what_must_still_go_its_name(leaves):
    leaves("former")

    letters = OutgoingMail.objects.filter(subject="Oud-lid schreef").order_by("state")
    assert [(letter.state, letter.text) for letter in letters] == [
        ("queued", "Oud-lid: dag.\n"),
        ("sent", ""),
    ]


def test_her_place_ends_and_her_account_cannot_be_taken(leaves, vera, scene, now):
    leaves("former")

    shell = Member.objects.get(pk=vera.pk)
    assert (shell.name, shell.email, shell.phone, shell.is_active) == (
        "Oud-lid",
        f"{vera.pk}@oud-lid.invalid",
        "",
        False,
    )
    assert not shell.has_usable_password()
    assert Affiliation.objects.get(member=vera).until_date == now.date()
    assert Roles.of(shell) == Roles()
    assert ADDRESS != SECOND
