"""Letters about posts: who gets which, once, and never what is not for her."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from learninggroups.actions import levels, notices, reading
from learninggroups.actions import posts as actions
from learninggroups.models import Membership, Mention, Post, PostNotice, ReadMark, ThreadGuest
from mailing import letters
from mailing.models import OutgoingMail
from members.models import Level, Member
from tests.factories.learninggroups import LearningGroupFactory, MembershipFactory, ThreadFactory
from tests.factories.members import MemberFactory
from tests.factories.themes import ThemeFactory
from tests.golden import assert_letter

TEXT = '<p>Dit herken ik. <a href="/lessen/">Lees ook dit</a>.</p>'
LATER = notices.NOTICE_AFTER


@pytest.fixture
def thread(closed, scene, now):
    """A thread by the facilitator of which everybody has heard."""
    thread = actions.start_thread(
        group=closed, title="Een gezin met zorgen", body=TEXT, actor=scene.facilitator, now=now
    )
    PostNotice.objects.all().delete()
    return thread


@pytest.fixture
def reply(thread, scene, now):
    """A reply by the participant, and its notice."""
    return actions.post_reply(thread=thread, body=TEXT, actor=scene.participant, now=now)


def told(kind: str = "posts_written") -> list[str]:
    return sorted(OutgoingMail.objects.filter(letter=kind).values_list("to_name", flat=True))


def still_wanted(letter: OutgoingMail) -> bool:
    return letters.kind_named(letter.letter).wanted([letter]) == {letter.pk}


def wants(member: Member, level: str = Level.EVERYTHING) -> None:
    Member.objects.filter(pk=member.pk).update(level=level)


def test_a_post_is_told_after_ten_minutes_and_once(scene, reply, now):
    wants(scene.facilitator)

    counts = [notices.tell_due(now=now + after) for after in (LATER - timedelta(seconds=1), LATER, LATER)]

    assert counts == [0, 1, 0]
    assert told() == ["Bea Begeleider"]
    assert not PostNotice.objects.exists()


def test_by_default_only_who_is_needed_hears_of_a_post(scene, closed, thread, reply, now):
    mentioned = MembershipFactory(group=closed, member=MemberFactory(name="Mia Vermeld")).member
    Mention.objects.create(post=reply, member=mentioned)
    Post.objects.filter(pk=reply.pk).update(reply_to=thread.posts.get(position=1))
    MembershipFactory(group=closed)

    notices.tell_due(now=now + LATER)

    assert told() == ["Bea Begeleider", "Mia Vermeld"]


def test_the_choice_nearest_to_the_thread_holds(scene, closed, thread, reply, now):
    people = {}
    closed.theme = ThemeFactory()
    closed.save()
    for name, own, of_group, of_thread in [
        ("eigen", Level.EVERYTHING, "", ""),
        ("groep", Level.OVERVIEW, Level.EVERYTHING, ""),
        ("gesprek", Level.OVERVIEW, Level.OVERVIEW, Level.EVERYTHING),
        ("groep niet", Level.EVERYTHING, Level.NEEDED, ""),
        ("gesprek niet", Level.EVERYTHING, Level.EVERYTHING, Level.OVERVIEW),
        ("thema", Level.OVERVIEW, "", ""),
        ("thema niet", Level.EVERYTHING, "", ""),
        ("groep boven thema", Level.EVERYTHING, Level.OVERVIEW, ""),
    ]:
        people[name] = MemberFactory(name=name, level=own)
        MembershipFactory(group=closed, member=people[name], level=of_group)
        if of_thread:
            levels.choose_for_thread(thread=thread, level=of_thread, actor=people[name], now=now)
    for name, level in [
        ("thema", Level.EVERYTHING),
        ("thema niet", Level.NEEDED),
        ("groep boven thema", Level.EVERYTHING),
    ]:
        levels.choose_for_theme(theme=closed.theme, level=level, actor=people[name])
    elsewhere = MemberFactory(name="Elders")
    levels.choose_for_theme(theme=closed.theme, level=Level.EVERYTHING, actor=elsewhere)

    notices.tell_due(now=now + LATER)

    assert told() == ["eigen", "gesprek", "groep", "thema"]
    reasons = {mail.to_name: mail.text for mail in OutgoingMail.objects.all()}
    assert "omdat je van dit gesprek alles meteen wilt horen" in reasons["gesprek"]
    assert "omdat je van deze leergroep alles meteen wilt horen" in reasons["groep"]
    assert "omdat je van dit thema alles meteen wilt horen" in reasons["thema"]
    assert "omdat je van je leergroepen alles meteen wilt horen" in reasons["eigen"]


def test_who_only_wants_the_digest_is_not_even_called(scene, closed, reply, now):
    levels.choose_for_group(group=closed, level=Level.OVERVIEW, actor=scene.facilitator)
    Mention.objects.create(post=reply, member=scene.facilitator)

    assert notices.tell_due(now=now + LATER) == 0


def test_followers_and_guests_who_want_everything_hear_of_it_too(scene, group_of, now):
    group = group_of("open")
    follower = MemberFactory(name="Fenna Volger", level=Level.EVERYTHING)
    MembershipFactory(group=group, member=follower, role=Membership.Role.FOLLOWER)
    guest = MemberFactory(name="Gijs Gast", is_guest=True, level=Level.EVERYTHING)
    gone = MemberFactory(name="Gast van toen", is_guest=True, level=Level.EVERYTHING)
    thread = actions.start_thread(group=group, title="Open", body=TEXT, actor=scene.facilitator, now=now)
    for member, ended_at in ((guest, None), (gone, now)):
        ThreadGuest.objects.create(
            thread=thread, member=member, until=now.date(), since=now, ended_at=ended_at
        )
    MemberFactory(name="Buitenstaander", level=Level.EVERYTHING)

    notices.tell_due(now=now + LATER)

    assert told() == ["Fenna Volger", "Gijs Gast"]


def test_a_mention_of_who_may_not_read_it_tells_her_nothing(scene, reply, now):
    Mention.objects.create(post=reply, member=scene.elsewhere)
    wants(scene.contact)

    assert notices.tell_due(now=now + LATER) == 0


def test_who_read_it_on_the_portal_gets_no_letter(scene, thread, reply, now):
    wants(scene.facilitator)
    thread.refresh_from_db()
    reading.mark_read(thread=thread, position=2, actor=scene.facilitator, now=now)

    assert notices.tell_due(now=now + LATER) == 0


def test_a_change_is_told_to_nobody(scene, thread, reply, now):
    wants(scene.facilitator)
    notices.tell_due(now=now + LATER)
    actions.edit_post(post=reply, body="<p>Beter gezegd.</p>", actor=scene.participant, now=now + LATER)

    assert notices.tell_due(now=now + 3 * LATER) == 0


def test_what_was_taken_back_in_time_is_never_told(scene, reply, now):
    wants(scene.facilitator)
    actions.delete_post(post=reply, actor=scene.participant, now=now)

    assert notices.tell_due(now=now + LATER) == 0


def test_posts_of_one_thread_come_in_one_letter_and_in_one_conversation(scene, thread, reply, now):
    wants(scene.facilitator)
    actions.post_reply(thread=thread, body="<p>Nog iets.</p>", actor=scene.participant, now=now)
    notices.tell_due(now=now + LATER)
    actions.post_reply(thread=thread, body="<p>En dit.</p>", actor=scene.participant, now=now + LATER)
    notices.tell_due(now=now + 2 * LATER)

    first, second = OutgoingMail.objects.order_by("pk")
    assert "Dit herken ik." in first.text
    assert "Nog iets." in first.text
    assert "Nog iets." not in second.text
    assert first.thread_id == second.thread_id
    assert first.subject == second.subject == f"Een gezin met zorgen ({thread.group.name})"


def test_more_posts_than_a_letter_shows_are_counted(scene, thread, reply, now):
    wants(scene.facilitator)
    for number in range(9):
        actions.post_reply(thread=thread, body=f"<p>Reactie {number}.</p>", actor=scene.participant, now=now)

    notices.tell_due(now=now + LATER)

    letter = OutgoingMail.objects.get()
    assert "Reactie 6." in letter.text
    assert "Reactie 7." not in letter.text
    assert "En nog 2 berichten." in letter.text
    assert "En nog 2 berichten." in letter.html
    assert len(letter.about) <= 80


def taken_back(scene, reply, now):
    actions.delete_post(post=reply, actor=scene.participant, now=now)


def out_of_the_group(scene, reply, now):
    Membership.objects.filter(member=scene.facilitator).delete()


def read_meanwhile(scene, reply, now):
    reading.mark_read(thread=reply.thread, position=2, actor=scene.facilitator, now=now)


def chose_otherwise(scene, reply, now):
    levels.choose_by_default(level=Level.OVERVIEW, actor=scene.facilitator, now=now)


@pytest.mark.parametrize("change", [taken_back, out_of_the_group, read_meanwhile, chose_otherwise])
def test_a_letter_is_asked_about_again_before_it_leaves(scene, reply, now, change):
    wants(scene.facilitator)
    notices.tell_due(now=now + LATER)
    letter = OutgoingMail.objects.get()
    reply.thread.refresh_from_db()
    assert still_wanted(letter)

    change(scene, reply, now)

    assert not still_wanted(letter)


def test_asking_again_costs_the_same_for_one_and_for_three(scene, closed, thread, reply, now):
    for number in range(3):
        MembershipFactory(group=closed, member=MemberFactory(level=Level.EVERYTHING, name=f"Lid {number}"))
    notices.tell_due(now=now + LATER)
    rows = list(OutgoingMail.objects.all())
    wanted = letters.kind_named("posts_written").wanted

    def cost(count: int) -> int:
        with CaptureQueriesContext(connection) as counted:
            assert len(wanted(rows[:count])) == count
        return len(counted)

    assert cost(1) == cost(3)


def test_forty_letters_cost_as_many_statements_as_one(scene, closed, thread, now):
    def cost() -> int:
        actions.post_reply(thread=thread, body=TEXT, actor=scene.participant, now=now)
        with CaptureQueriesContext(connection) as counted:
            notices.tell_due(now=now + LATER)
        return len(counted)

    wants(scene.facilitator)
    one = cost()
    for _ in range(39):
        MembershipFactory(group=closed, member=MemberFactory(level=Level.EVERYTHING))

    # SQLite takes so many rows in two statements.
    assert cost() <= one + 1
    assert OutgoingMail.objects.count() == 41


def test_a_letter_about_a_confidential_group_says_nothing_of_what_is_said(scene, closed, thread, reply, now):
    closed.is_confidential = True
    closed.save()
    wants(scene.facilitator)

    notices.tell_due(now=now + LATER)

    letter = OutgoingMail.objects.get()
    for words in ("herken", "zorgen", closed.name, "Dina"):
        assert words not in letter.subject + letter.text + letter.html
    assert_letter(letter, "posts_written_in_confidence")


def test_what_people_write_puts_no_slot_and_no_markup_in_a_letter(scene, closed, now):
    wants(scene.facilitator)
    thread = ThreadFactory(group=closed, title="@@stop@@ <b>Titel</b>", author=scene.participant)
    actions.post_reply(thread=thread, body="<p>@@stop@@ en @@level@@</p>", actor=scene.participant, now=now)

    notices.tell_due(now=now + LATER)

    letter = OutgoingMail.objects.get()
    assert "@@stop@@ en @@level@@" in letter.text
    assert "@@stop@@ &lt;b&gt;Titel&lt;/b&gt;" in letter.html
    assert letter.text.count("/mail/") == 1


def test_pictures_and_links_in_a_letter_work_outside_the_portal(scene, reply, now, settings):
    wants(scene.facilitator)
    Post.objects.filter(pk=reply.pk).update(
        body='<p><img src="/leergroepen/bijlagen/1/" alt="een routekaart"> <a href="/lessen/">Les</a></p>'
    )

    notices.tell_due(now=now + LATER)

    letter = OutgoingMail.objects.get()
    assert "<img" not in letter.html
    assert "[afbeelding: een routekaart]" in letter.html
    assert f'href="{settings.SITE_URL}/lessen/"' in letter.html


def test_the_letter(scene, closed, thread, reply, now):
    closed.name = "Leergroep Samen"
    closed.save()
    Mention.objects.create(post=reply, member=scene.facilitator)

    notices.tell_due(now=now + LATER)

    assert_letter(OutgoingMail.objects.get(), "posts_written")


def test_one_press_ends_the_letters_of_a_thread_and_another_brings_them_back(
    scene, thread, reply, now, client
):
    levels.choose_for_thread(thread=thread, level=Level.EVERYTHING, actor=scene.facilitator, now=now)
    notices.tell_due(now=now + LATER)
    letter = OutgoingMail.objects.get()
    kind = letters.kind_named(letter.letter)

    was = kind.stop(member_id=scene.facilitator.pk, about=letter.about, now=now)
    again = kind.stop(member_id=scene.facilitator.pk, about=letter.about, now=now)
    stopped = ReadMark.objects.get(thread=thread, member=scene.facilitator).level
    kind.undo(member_id=scene.facilitator.pk, about=letter.about, was=was, now=now)

    assert (was, again, stopped) == (Level.EVERYTHING, "", Level.OVERVIEW)
    assert ReadMark.objects.get(thread=thread, member=scene.facilitator).level == Level.EVERYTHING


def test_choosing_a_level_does_not_count_as_reading(scene, thread, now):
    levels.choose_for_thread(thread=thread, level=Level.EVERYTHING, actor=scene.participant, now=now)

    reading.mark_read(thread=thread, position=1, actor=scene.participant, now=now)

    mark = ReadMark.objects.get(thread=thread, member=scene.participant)
    assert (mark.position, mark.level) == (1, Level.EVERYTHING)


NAMES = ("she", "other", "third")
STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("post"), st.sampled_from(NAMES)),
        st.tuples(st.just("read"), st.sampled_from(NAMES), st.integers(1, 12)),
        st.tuples(st.just("edit"), st.sampled_from(NAMES)),
        st.tuples(st.just("delete"), st.sampled_from(NAMES)),
        st.tuples(st.just("level"), st.sampled_from(NAMES), st.sampled_from([*Level.values, ""])),
        st.tuples(st.just("wait"), st.integers(1, 15)),
        st.tuples(st.just("run")),
    ),
    max_size=16,
)


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS)
def test_each_post_is_told_once_to_who_wants_it_and_did_not_read_it(scene, steps):
    """Whatever the order of posting, reading, changing, deleting, choosing and running."""
    OutgoingMail.objects.all().delete()
    PostNotice.objects.all().delete()
    now = datetime(2026, 11, 2, 9, tzinfo=UTC)
    people = dict(zip(NAMES, (scene.participant, scene.facilitator, scene.contact), strict=True))
    group = LearningGroupFactory(openness="closed")
    for person in people.values():
        MembershipFactory(group=group, member=person, level=Level.EVERYTHING)
    thread = ThreadFactory(group=group)
    level = dict.fromkeys(NAMES, Level.EVERYTHING)
    read = dict.fromkeys(NAMES, 0)
    waiting: list[tuple[int, int, str, datetime]] = []
    expected: set[tuple[str, int]] = set()

    for step in [*steps, ("wait", 15), ("run",)]:
        match step:
            case ("post", name):
                post = actions.post_reply(thread=thread, body=TEXT, actor=people[name], now=now)
                read[name] = post.position
                waiting.append((post.pk, post.position, name, now + LATER))
            case ("read", name, position):
                thread.refresh_from_db()
                reading.mark_read(thread=thread, position=position, actor=people[name], now=now)
                read[name] = max(read[name], min(position, thread.post_count))
            case ("edit" | "delete" as what, name):
                own = thread.posts.filter(author=people[name], deleted_at=None).first()
                if own and what == "edit":
                    actions.edit_post(post=own, body=f"<p>{now}</p>", actor=people[name], now=now)
                elif own:
                    actions.delete_post(post=own, actor=people[name], now=now)
                    waiting = [one for one in waiting if one[0] != own.pk]
            case ("level", name, chosen):
                levels.choose_for_thread(thread=thread, level=chosen, actor=people[name], now=now)
                level[name] = chosen or Level.EVERYTHING
            case ("wait", minutes):
                now += timedelta(minutes=minutes)
            case ("run",):
                for pk, position, author, _due in [one for one in waiting if one[3] <= now]:
                    expected |= {
                        (name, pk)
                        for name in NAMES
                        if name != author and level[name] == Level.EVERYTHING and read[name] < position
                    }
                waiting = [one for one in waiting if one[3] > now]
                notices.tell_due(now=now)

    sent = [
        (name, int(pk))
        for name, person in people.items()
        for mail in OutgoingMail.objects.filter(member=person)
        for pk in mail.about.removeprefix("posts:").split(",")
    ]
    assert sorted(sent) == sorted(expected)
