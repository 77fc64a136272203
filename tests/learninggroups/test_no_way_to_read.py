"""
Whatever happens in whatever order: nobody finds a way to read what she may not.

Hypothesis makes up the life of two groups: people join, leave, follow, are guests for a while;
groups become more open and more closed, confidential, archived; writers agree, refuse and change
their minds; threads are closed, moved, split and merged; posts are deleted, hidden and put back.
Everything written holds a word of its own. A model beside it, a few sets and numbers, knows who
may read each word. After each step every way out is searched for words that should not be there:
pages, search, feed, digest, letters that leave, attachments, and the numbers beside what is new.
"""

import os
import re
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import count

import pytest
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.test import Client
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from activity.sealing import seal
from digests.actions import plan_due, write_due
from learninggroups.actions import (
    finding,
    groups,
    guests,
    invitations,
    memberships,
    moderation,
    notices,
    openness,
    ordering,
    posts,
    reading,
    recognitions,
    revisions,
    threads,
)
from learninggroups.models import (
    ExposureRequest,
    GroupInvitation,
    LearningGroup,
    Membership,
    Post,
    Recognition,
    Thread,
    ThreadGuest,
)
from learninggroups.permissions import Roles
from learninggroups.queries import group_page, my_groups
from mailing.claims import unwanted
from mailing.models import OutgoingMail
from members.models import Level
from tests.factories.attachments import AttachmentFactory
from tests.factories.learninggroups import LearningGroupFactory, MembershipFactory
from tests.factories.members import MemberFactory

SIGN_IN = settings.AUTHENTICATION_BACKENDS[0]
WIDTHS = ("closed", "members", "open")
WORD = re.compile(r"(?:titel|geheim|herken)\d{3}")
# What an action may answer to somebody who comes too late, or should not be there.
REFUSALS = (
    PermissionDenied,
    posts.ThreadClosed,
    posts.ThreadMoved,
    revisions.PostGone,
    moderation.AlreadyDone,
    ordering.InTheWay,
    ordering.NothingToMove,
    memberships.AlreadyAsked,
    memberships.RequestGone,
    memberships.LastFacilitator,
    invitations.InvitationGone,
    guests.TakesPart,
    openness.NothingChanges,
    openness.ExposureOver,
)
MOST_WORDS = 14
LEADER, PEOPLE = 0, 6
people = st.integers(1, PEOPLE - 1)
anything = st.integers(0, 99)
two_groups = st.integers(0, 1)


@dataclass(eq=False)
class Item:
    """Something written, its own word, and how wide its writer agreed to be read."""

    word: str
    author: int
    thread: int
    base: int
    post: "Item | None" = None
    granted: dict[int, int] = field(default_factory=dict)
    is_gone: bool = False

    @property
    def width(self) -> int:
        """The widest that holds."""
        return max([self.base, *self.granted.values()])

    def narrow(self, width: int) -> None:
        """Whatever was agreed to, it ends here."""
        self.base, self.granted = min(self.width, width), {}


@dataclass
class Group:
    """What the model knows of a group."""

    width: int
    is_confidential: bool = False
    participants: set[int] = field(default_factory=set)


class Network(RuleBasedStateMachine):
    """Two groups with one facilitator, four members and a guest."""

    def __init__(self):
        super().__init__()
        self.savepoint = transaction.savepoint()
        self.numbers = count(1)
        self.now = datetime(2026, 11, 10, 9, tzinfo=UTC)

    @initialize()
    def open_portal(self):
        seal(now=self.now - timedelta(days=1))
        self.people = [
            MemberFactory(joined_at=self.now, level=Level.EVERYTHING, is_guest=number == PEOPLE - 1)
            for number in range(PEOPLE)
        ]
        self.active = set(range(PEOPLE))
        self.number_of = {member.pk: number for number, member in enumerate(self.people)}
        self.clients = [Client() for _ in range(PEOPLE + 1)]
        for client, member in zip(self.clients, self.people, strict=False):
            client.force_login(member, backend=SIGN_IN)
        self.group_pks, self.groups = [], {}
        for width in (0, 2):
            row = LearningGroupFactory(openness=WIDTHS[width])
            MembershipFactory(group=row, member=self.people[LEADER], role=Membership.Role.FACILITATOR)
            self.group_pks.append(row.pk)
            self.groups[row.pk] = Group(width, participants={LEADER})
        self.group_of: dict[int, int] = {}
        self.titles: dict[int, Item] = {}
        self.merged: set[int] = set()
        self.posts: dict[int, Item] = {}
        self.recognised: dict[tuple[int, int], Item] = {}
        self.guests: dict[int, set[tuple[int, object]]] = defaultdict(set)
        self.questions: list[tuple[int, str, int, list[Item]]] = []
        self.join(1, 0)
        self.admit(0)
        self.start(1, 0)
        self.start(2, 1)

    # ---- the model

    def items(self) -> list[Item]:
        """Return everything that was written."""
        return [*self.titles.values(), *self.posts.values(), *self.recognised.values()]

    def is_inside(self, person: int, thread: int) -> bool:
        """Participants and guests with an account read everything in a thread."""
        if person not in self.active:
            return False
        participants = self.groups[self.group_of[thread]].participants
        return person in participants or any(person == guest for guest, _ in self.guests[thread])

    def may_read(self, person: int, item: Item) -> bool:
        """The whole of the rules."""
        if person not in self.active:
            person = PEOPLE
        if item.is_gone or (item.post and item.post.is_gone):
            return False
        if self.is_inside(person, item.thread):
            return True
        needed = 2 if person in (PEOPLE, PEOPLE - 1) else 1
        widths = [self.groups[self.group_of[item.thread]].width, self.titles[item.thread].width, item.width]
        return min(widths + ([item.post.width] if item.post else [])) >= needed

    def words_for(self, person: int) -> set[str]:
        """Return all that this person may read."""
        return {item.word for item in self.items() if self.may_read(person, item)}

    # ---- acting

    def tries(self, action, **arguments):
        """Return whether the action was done, and what it answered."""
        try:
            return True, action(**arguments)
        except REFUSALS:
            return False, None

    def new_word(self, kind: str) -> str:
        """Return a word that stands nowhere else."""
        return f"{kind}{next(self.numbers):03}"

    def group(self, which: int) -> LearningGroup:
        """Return a group as it is now."""
        return LearningGroup.objects.get(pk=self.group_pks[which])

    def thread(self, which: int) -> Thread:
        """Return some thread as it is now."""
        pks = sorted(self.titles)
        return Thread.objects.select_related("group").get(pk=pks[which % len(pks)])

    def post(self, which: int) -> Post:
        """Return some post as it is now."""
        pks = sorted(self.posts)
        return Post.objects.select_related("thread__group").get(pk=pks[which % len(pks)])

    def sees(self, person: int, thread: Thread) -> bool:
        """Views fetch what people act on through what they may see."""
        roles = Roles.of(self.people[person])
        return Thread.objects.visible_to(roles).filter(pk=thread.pk).exists()

    # ---- coming and going

    @rule(person=people, which=two_groups)
    def join(self, person: int, which: int):
        group, actor = self.group(which), self.people[person]
        if group.openness == "closed":
            self.tries(memberships.ask_to_join, group=group, motivation="Graag.", actor=actor, now=self.now)
            return
        done, _ = self.tries(memberships.join_group, group=group, actor=actor, now=self.now)
        if done:
            self.groups[group.pk].participants.add(person)

    @rule(which=two_groups)
    def admit(self, which: int):
        request = Membership.objects.requested().filter(group=self.group_pks[which]).first()
        if request:
            done, _ = self.tries(
                memberships.admit, membership=request, actor=self.people[LEADER], now=self.now
            )
            if done:
                self.groups[request.group_id].participants.add(self.number_of[request.member_id])

    @rule(person=people, which=two_groups)
    def leave(self, person: int, which: int):
        self.tries(memberships.leave_group, group=self.group(which), actor=self.people[person])
        self.groups[self.group_pks[which]].participants.discard(person)

    @rule(person=people, which=two_groups)
    def follow(self, person: int, which: int):
        self.tries(memberships.follow_group, group=self.group(which), actor=self.people[person], now=self.now)

    @rule(person=people, which=two_groups)
    def invite(self, person: int, which: int):
        group = self.group(which)
        address = self.people[person].email
        self.tries(
            invitations.invite, group=group, people=[(address, "")], actor=self.people[LEADER], now=self.now
        )
        invited = GroupInvitation.objects.open().filter(group=group, email=address, thread=None).last()
        letter = invited and OutgoingMail.objects.filter(about=f"group_invitation:{invited.pk}").last()
        if letter:
            token = re.search(r"/uitnodiging/([\w-]+)/", letter.text)[1]
            done, _ = self.tries(
                invitations.accept, token=token, name="", actor=self.people[person], now=self.now
            )
            if done:
                self.groups[group.pk].participants.add(person)

    @rule(person=people, which=anything, days=st.integers(0, 3))
    def invite_guest(self, person: int, which: int, days: int):
        thread, until = self.thread(which), (self.now + timedelta(days=days)).date()
        done, _ = self.tries(
            guests.invite_guest,
            thread=thread,
            email=self.people[person].email,
            until=until,
            actor=self.people[LEADER],
            now=self.now,
        )
        if done and person in self.active:
            here = self.guests[thread.pk]
            here -= {place for place in here if place[0] == person}
            here.add((person, until))

    @rule(which=anything)
    def end_guest(self, which: int):
        places = ThreadGuest.objects.filter(ended_at=None).select_related("thread__group").order_by("pk")
        if places:
            place = places[which % len(places)]
            done, _ = self.tries(guests.end_guest, place=place, actor=self.people[LEADER], now=self.now)
            if done:
                here = self.guests[place.thread_id]
                here -= {one for one in here if one[0] == self.number_of[place.member_id]}

    @rule(hours=st.integers(1, 60))
    def hours_pass(self, hours: int):
        self.now += timedelta(hours=hours)
        guests.end_due_guests(now=self.now)
        for here in self.guests.values():
            here -= {(person, until) for person, until in here if until < self.now.date()}

    @rule(person=people, is_active=st.booleans())
    def revoke(self, person: int, is_active: bool):
        """An account is closed, or opened again."""
        self.people[person].is_active = is_active
        self.people[person].save()
        (self.active.add if is_active else self.active.discard)(person)
        if is_active:
            self.clients[person].force_login(self.people[person], backend=SIGN_IN)

    # ---- writing

    @rule(person=people, which=two_groups)
    def start(self, person: int, which: int):
        group, word, title = self.group(which), self.new_word("geheim"), self.new_word("titel")
        if len(self.items()) >= MOST_WORDS or person not in self.active:
            return
        done, thread = self.tries(
            posts.start_thread,
            group=group,
            title=f"Anker {title}",
            body=f"<p>Anker {word}</p>",
            actor=self.people[person],
            now=self.now,
        )
        if done:
            width = self.groups[group.pk].width
            self.group_of[thread.pk] = group.pk
            self.titles[thread.pk] = Item(title, person, thread.pk, width)
            self.keep(thread.posts.get(), person, word, width)

    @rule(person=people, which=anything)
    def reply(self, person: int, which: int):
        thread, word = self.thread(which), self.new_word("geheim")
        if len(self.items()) >= MOST_WORDS or person not in self.active or not self.sees(person, thread):
            return
        done, post = self.tries(
            posts.post_reply,
            thread=thread,
            body=f"<p>Anker {word}</p>",
            actor=self.people[person],
            now=self.now,
        )
        if done:
            self.keep(post, person, word, self.groups[self.group_of[post.thread_id]].width)

    def keep(self, post: Post, person: int, word: str, width: int):
        """Remember a post, and give it a file."""
        self.posts[post.pk] = Item(word, person, post.thread_id, width)
        self.posts[post.pk].file = AttachmentFactory(post=post, uploader=self.people[person]).key

    @rule(person=people, which=anything)
    def recognise(self, person: int, which: int):
        post, word = self.post(which), self.new_word("herken")
        key = (post.pk, person)
        if len(self.items()) >= MOST_WORDS or person not in self.active or key in self.recognised:
            return
        done, _ = self.tries(
            recognitions.recognise,
            post=post,
            context=f"Anker {word}",
            actor=self.people[person],
            now=self.now,
        )
        if done:
            item = self.posts[post.pk]
            width = self.groups[self.group_of[item.thread]].width
            self.recognised[key] = Item(word, person, item.thread, width, post=item)

    @rule(which=anything, act=st.sampled_from(["delete", "restore", "hide", "show"]))
    def gone(self, which: int, act: str):
        post = self.post(which)
        writer, leader = self.people[self.posts[post.pk].author], self.people[LEADER]
        common = {"post": post, "now": self.now}
        match act:
            case "delete":
                self.tries(posts.delete_post, actor=writer, **common)
            case "restore":
                self.tries(posts.restore_post, actor=writer, **common)
            case "hide":
                self.tries(moderation.hide_post, reason="Te herkenbaar.", actor=leader, **common)
            case "show":
                self.tries(moderation.show_post, reason="Toch niet.", actor=leader, **common)
        row = Post.objects.get(pk=post.pk)
        self.posts[post.pk].is_gone = bool(row.deleted_at or row.hidden_at)

    # ---- how open

    @rule(which=two_groups, width=st.integers(0, 2), is_confidential=st.booleans())
    def change_openness(self, which: int, width: int, is_confidential: bool):
        group = self.group(which)
        known = self.groups[group.pk]
        is_confidential = is_confidential and width == 0
        done, change = self.tries(
            openness.change_openness,
            group=group,
            openness=WIDTHS[width],
            is_confidential=is_confidential,
            reason="Daarom.",
            actor=self.people[LEADER],
            now=self.now,
        )
        if not done:
            return
        before, known.width, known.is_confidential = known.width, width, is_confidential
        here = [item for item in self.items() if self.group_of[item.thread] == group.pk]
        if width < before:
            for item in here:
                item.narrow(width)
        asked = defaultdict(list)
        for item in here if width > before else ():
            asked[item.author].append(item)
        for request in ExposureRequest.objects.filter(change=change):
            person = self.number_of[request.member_id]
            letter = OutgoingMail.objects.get(key=f"exposure:{request.pk}")
            token = re.search(r"/verbreding/([\w-]+)/", letter.text)[1]
            self.questions.append((group.pk, token, width, asked[person]))
            assert person in self.active
        self.now += timedelta(minutes=1)

    @rule(which=anything, agrees=st.booleans())
    def answer(self, which: int, agrees: bool):
        if not self.questions:
            return
        number = which % len(self.questions)
        group_pk, token, width, asked = self.questions[number]
        done, _ = self.tries(openness.answer_exposure, token=token, agrees=agrees, now=self.now)
        for item in asked if done else ():
            item.granted.pop(number, None)
            if agrees and self.group_of[item.thread] == group_pk and not item.is_gone:
                item.granted[number] = min(width, self.groups[group_pk].width)

    # ---- keeping order

    @rule(which=anything, is_open=st.booleans())
    def close(self, which: int, is_open: bool):
        action = threads.reopen_thread if is_open else threads.close_thread
        self.tries(action, thread=self.thread(which), actor=self.people[LEADER], now=self.now)

    @rule(which=anything, to=two_groups)
    def move(self, which: int, to: int):
        thread = self.thread(which)
        done, _ = self.tries(
            ordering.move_thread,
            thread=thread,
            group=self.group(to),
            reason="",
            actor=self.people[LEADER],
            now=self.now,
        )
        if done:
            self.group_of[thread.pk] = self.group_pks[to]

    @rule(which=anything, one=anything)
    def split(self, which: int, one: int):
        thread, title = self.thread(which), self.new_word("titel")
        chosen = list(thread.posts.filter(position__gt=1).order_by("pk"))
        if not chosen or len(self.items()) >= MOST_WORDS:
            return
        post = chosen[one % len(chosen)]
        done, new = self.tries(
            ordering.split_thread,
            thread=thread,
            posts=[post.pk],
            title=f"Anker {title}",
            reason="",
            actor=self.people[LEADER],
            now=self.now,
        )
        if done:
            self.group_of[new.pk] = self.group_of[thread.pk]
            self.guests[new.pk] = set(self.guests[thread.pk])
            item = self.posts[post.pk]
            self.titles[new.pk] = Item(title, item.author, new.pk, self.titles[thread.pk].width)
            self._follow(item, new.pk)

    @rule(which=anything, other=anything)
    def merge(self, which: int, other: int):
        one, two = self.thread(which), self.thread(other)
        done, older = self.tries(
            ordering.merge_threads, thread=one, other=two, reason="", actor=self.people[LEADER], now=self.now
        )
        if done:
            younger = two if older.pk == one.pk else one
            for post in [post for post in self.posts.values() if post.thread == younger.pk]:
                post.narrow(self.titles[younger.pk].width)
                self._follow(post, older.pk)
            self.merged.add(younger.pk)

    def _follow(self, post: Item, thread: int):
        post.thread = thread
        for item in self.recognised.values():
            if item.post is post:
                item.thread = thread

    @rule(which=two_groups, is_over=st.booleans())
    def archive(self, which: int, is_over: bool):
        if is_over:
            self.tries(groups.archive_group, group=self.group(which), actor=self.people[LEADER], now=self.now)
        else:
            self.tries(groups.revive_group, group=self.group(which), actor=self.people[LEADER])

    # ---- looking

    @rule(person=people, which=anything)
    def read(self, person: int, which: int):
        thread = self.thread(which)
        if person in self.active:
            self.tries(reading.mark_read, thread=thread, position=1, actor=self.people[person], now=self.now)

    @rule()
    def let_new_posts_be_found(self):
        """At any moment, before or after they are hidden, narrowed or moved."""
        finding.index_new()

    @rule()
    def write_letters(self):
        notices.tell_due(now=self.now + timedelta(hours=1))
        plan_due(now=self.now)
        list(write_due(now=self.now))

    @rule()
    def post_letters(self):
        """What leaves says no more than its reader may read at that moment."""
        waiting = list(OutgoingMail.objects.filter(state="queued", member__isnull=False))
        stopped = unwanted(waiting, self.now)
        discreet = {group for group, known in self.groups.items() if known.is_confidential}
        confidential = {item.word for item in self.items() if self.group_of[item.thread] in discreet}
        for letter in waiting:
            if letter.pk not in stopped:
                found = set(WORD.findall(letter.subject + letter.text + letter.html))
                assert found <= self.words_for(self.number_of[letter.member_id]), letter.letter
                assert not found & confidential, letter.letter
        OutgoingMail.objects.filter(pk__in=[letter.pk for letter in waiting]).update(state="sent")

    @rule(person=st.integers(0, PEOPLE))
    def look(self, person: int):
        """Open everything there is, as one person."""
        allowed, client = self.words_for(person), self.clients[person]
        for address in self._pages():
            page = client.get(address).content.decode()
            assert set(WORD.findall(page)) <= allowed, address
        self._search(person)
        for thread in self.titles:
            page = client.get(f"/leergroepen/gesprekken/{thread}/").content.decode()
            inside = {item.word for item in self.items() if item.thread == thread} & allowed
            if self.is_inside(person, thread) and thread not in self.merged:
                assert {word for word in inside if word.startswith("geheim")} <= set(WORD.findall(page))
        for pk, item in self.posts.items():
            answer = client.get(f"/leergroepen/bijlagen/{item.file}/")
            if answer.streaming:
                b"".join(answer.streaming_content)
            assert answer.status_code != 200 or self.may_read(person, item), pk
        self._count(person)

    def _search(self, person: int):
        """Each word by itself leads to nobody's page who may not read it, whatever else there is."""
        allowed, client = self.words_for(person), self.clients[person]
        for word in {item.word for item in self.items()} - allowed:
            assert client.get("/zoeken/", {"zoek": word}).context["results"].results == (), word

    def _pages(self) -> list[str]:
        of_groups = [LearningGroup.objects.get(pk=pk).get_absolute_url() for pk in self.group_pks]
        return [
            "/mijn/",
            "/leergroepen/",
            "/zoeken/?zoek=anker",
            "/mail/overzicht/",
            *of_groups,
            *(f"{address}feed/" for address in of_groups),
            *(f"/leergroepen/gesprekken/{thread}/" for thread in self.titles),
            *(f"/leergroepen/berichten/{post}/" for post in self.posts),
            *(f"/leergroepen/berichten/{post}/eerder/" for post in self.posts),
        ]

    def _count(self, person: int):
        """A number of new posts counts no post that she may not read, unless she takes part."""
        roles = Roles.of(AnonymousUser() if person == PEOPLE else self.people[person])
        for pk in self.group_pks:
            for entry in group_page(roles, LearningGroup.objects.get(pk=pk)).threads:
                thread = entry.thread.pk if hasattr(entry, "thread") else entry.pk
                shown = [post for post in self.posts.values() if post.thread == thread]
                if not self.is_inside(person, thread):
                    assert entry.unread <= sum(self.may_read(person, post) for post in shown)
        if person != PEOPLE:
            mine = {one.group.pk for one in my_groups(roles)}
            assert mine <= {pk for pk, known in self.groups.items() if person in known.participants}

    @invariant()
    def nobody_fetches_what_she_may_not_read(self):
        """Cheap enough for each step: what the three querysets give out to each person."""
        if not hasattr(self, "titles"):
            return
        for person in range(PEOPLE + 1):
            roles = Roles.of(AnonymousUser() if person == PEOPLE else self.people[person])
            allowed = self.words_for(person)
            shown = Post.objects.visible_to(roles).standing().values_list("body", flat=True)
            titles = Thread.objects.visible_to(roles).standing().values_list("title", flat=True)
            contexts = (
                Recognition.objects.visible_to(roles)
                .filter(post__deleted_at=None, post__hidden_at=None)
                .values_list("context", flat=True)
            )
            found = set(WORD.findall(" ".join([*shown, *titles, *contexts])))
            assert found <= allowed
            standing = [item for item in self.items() if item.thread not in self.merged]
            inside = {item.word for item in standing if self.is_inside(person, item.thread)}
            assert inside & allowed <= found

    def teardown(self):
        """In the end everybody looks everywhere."""
        try:
            if hasattr(self, "titles"):
                self.let_new_posts_be_found()
                self.write_letters()
                self.post_letters()
                for person in range(PEOPLE + 1):
                    self.look(person)
        finally:
            transaction.savepoint_rollback(self.savepoint)


@pytest.mark.django_db
def test_whatever_happens_nobody_finds_a_way_to_read_what_she_may_not():
    lives = int(os.environ.get("EXPLORE", 6))
    run_state_machine_as_test(
        Network, settings=hypothesis_settings(max_examples=lives, stateful_step_count=25)
    )
