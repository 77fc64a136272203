"""A lesson in the making, for the tests of every step: a thread of three writers and its facilitator."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime

from home.actions import consent, lessons
from home.models import LessonPage, Passage
from learninggroups.models import LearningGroup, Membership, Post, Thread
from mailing.models import OutgoingMail
from members.models import EDITORS, PROGRAMME_TEAM, Member
from tests.cast import in_team, member_of
from tests.factories.learninggroups import (
    LearningGroupFactory,
    MembershipFactory,
    PostFactory,
    ThreadFactory,
)
from tests.factories.members import MemberFactory, OrganizationFactory
from themes.models import Theme

NOW = datetime(2026, 11, 10, 9, tzinfo=UTC)
SAID = (
    "Wij bellen altijd eerst, en schrijven pas daarna iets op.",
    "Bij ons belt de huisarts mee.",
    "Een plan zonder gesprek bleef altijd liggen.",
)


@dataclass
class Making:
    """Who and what is there when a lesson is made."""

    group: LearningGroup
    thread: Thread
    posts: list[Post]
    writers: list[Member]
    facilitator: Member
    editor: Member
    programme_team: Member

    @property
    def lesson(self) -> LessonPage:
        """The lesson as it is in the database now."""
        return LessonPage.objects.get(thread=self.thread)

    @property
    def draft(self) -> LessonPage:
        """Its newest version."""
        return self.lesson.get_latest_revision_as_object()

    def passage(self, number: int) -> Passage:
        """The passage of this writer."""
        return Passage.objects.get(author=self.writers[number])

    def start(self) -> LessonPage:
        return lessons.start_lesson(
            thread=self.thread, title="Eerst bellen", lead="Bel voor je schrijft.", actor=self.facilitator
        )

    def write(self, **changes) -> LessonPage:
        """Keep a change of words over the newest version."""
        draft = self.draft
        words = {"title": draft.title, "lead": draft.lead} | changes
        return lessons.write_lesson(
            lesson=draft,
            seen=draft.latest_revision_id,
            words=lessons.LessonWords(**words),
            actor=self.facilitator,
        )

    def quote(self, number: int, words: str | None = None) -> Passage:
        return lessons.quote_passage(
            lesson=self.lesson,
            post=self.posts[number],
            words=words or SAID[number],
            actor=self.facilitator,
            now=NOW,
        )

    def ask(self) -> int:
        return consent.ask_for_consent(lesson=self.lesson, actor=self.facilitator, now=NOW)

    def answer(self, number: int, choice: str, now: datetime = NOW) -> None:
        consent.answer_signed_in(
            lesson=self.lesson,
            choices={self.passage(number).pk: choice},
            actor=self.writers[number],
            now=now,
        )

    def hand_in(self) -> None:
        lessons.hand_in(lesson=self.lesson, actor=self.facilitator)

    def publish(self) -> None:
        self.lesson.get_latest_revision().publish(user=self.programme_team)

    def asked(self, count: int = 3) -> "Making":
        """Come to the point where the writers were asked."""
        self.start()
        self.write(more="Wij leerden dat bellen helpt.")
        for number in range(count):
            self.quote(number)
        self.ask()
        return self

    def published(self) -> "Making":
        """Come to the point where the lesson is online, with everybody quoted by name."""
        self.asked()
        for number in range(3):
            self.answer(number, Passage.Consent.BY_NAME)
        self.hand_in()
        self.publish()
        return self


def thread_of_three(*, is_confidential: bool = False) -> Making:
    """Write a closed thread in a closed group, in which three people said something."""
    theme = Theme.objects.create(name="Toegang", slug="toegang")
    group = LearningGroupFactory(
        name="Eerste gesprek",
        slug="eerste-gesprek",
        openness=LearningGroup.Openness.CLOSED,
        is_confidential=is_confidential,
        theme=theme,
        contact_line="Bea Begeleider, 06 12345678",
    )
    organizations = [OrganizationFactory(name=f"Wijkteam {name}") for name in ("Noord", "Oost", "Zuid")]
    names = ("Noor Noord", "Olga Oost", "Zita Zuid")
    writers = [member_of(organization, name) for name, organization in zip(names, organizations, strict=True)]
    for writer in writers:
        MembershipFactory(group=group, member=writer)
    facilitator = MemberFactory(name="Bea Begeleider")
    MembershipFactory(group=group, member=facilitator, role=Membership.Role.FACILITATOR)
    thread = ThreadFactory(group=group, title="Hoe begin je?", author=writers[0], post_count=3, closed_at=NOW)
    posts = [
        PostFactory(
            thread=thread,
            author=writer,
            organization=organization,
            position=number + 1,
            body=f"<p>Zo gaat dat hier.</p><p>{SAID[number]}</p>",
        )
        for number, (writer, organization) in enumerate(zip(writers, organizations, strict=True))
    ]
    return Making(
        group=group,
        thread=thread,
        posts=posts,
        writers=writers,
        facilitator=facilitator,
        editor=in_team(MemberFactory(name="Rik Redacteur"), EDITORS),
        programme_team=in_team(MemberFactory(name="Pia Programma"), PROGRAMME_TEAM),
    )


def letters_to(member: Member, kind: str | None = None) -> list[OutgoingMail]:
    """Return the letters to this member, the oldest first."""
    letters = OutgoingMail.objects.filter(member=member).order_by("pk")
    return list(letters.filter(letter=kind) if kind else letters)


def token_in(letter: OutgoingMail) -> str:
    """Return the token of the link in a letter that asks for consent."""
    return re.search(r"/lessen/citaten/([\w-]+)/", letter.text)[1]
