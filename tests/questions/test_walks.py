"""
Walks of random people taking random steps, legal and illegal, judged by the specification alone.

The way of a question stands below in the words of the specification. Whatever people try and
however time passes: no question leaves that way, no letter goes to whom it must not, nothing
that was promised changes, and no file holds what was not handed in.
"""

from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from random import Random

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.db import transaction
from hypothesis import HealthCheck, given, note, settings
from hypothesis import strategies as st

from mailing import letters
from mailing.models import OutgoingMail
from members.models import PROGRAMME_TEAM, Affiliation, Organization
from questions.actions import (
    advancing,
    answering,
    asking,
    concluding,
    consent,
    ending,
    exporting,
    offering,
    planning,
    preparing,
    publishing,
    reminding,
    returning,
    rounds,
    sorting,
    synthesizing,
    withdrawing,
)
from questions.actions.steps import WrongState
from questions.actions.words import PartWords, Words
from questions.models import Answer, Export, Question, Recipient, StateChange, Synthesis
from questions.permissions import Roles
from questions.queries.exports import answer_marks
from questions.queries.marks import mark_of
from tests.cast import in_team
from tests.factories.members import AffiliationFactory, MemberFactory

WALKS, STEPS_IN_A_WALK = 100, 100
MOST_QUESTIONS = 5
# Who may take each step, in the words of the specification.
WAY = {
    ("ingediend", "concept"): "team",
    ("concept", "klaar"): "team",
    ("klaar", "gepland"): "team",
    ("klaar", "concept"): "team",
    ("gepland", "concept"): "team or time",
    ("klaar", "open"): "team",
    ("gepland", "open"): "team or time",
    ("open", "gesloten"): "team or time",
    ("gesloten", "in duiding"): "team",
    ("in duiding", "teruggelegd"): "team",
    ("teruggelegd", "in duiding"): "team",
    ("in duiding", "gedeeld"): "team",
    ("teruggelegd", "gedeeld"): "team",
    ("gedeeld", "terugkoppeling volgt"): "team or time",
    ("gedeeld", "afgerond"): "team",
    ("terugkoppeling volgt", "afgerond"): "team",
    ("gedeeld", "tweede ronde"): "team",
    ("terugkoppeling volgt", "tweede ronde"): "team",
    **{
        (before, "ingetrokken"): "team"
        for before in (
            "ingediend", "concept", "klaar", "gepland", "open", "gesloten", "in duiding", "teruggelegd",
        )
    },
    **{(before, "samengevoegd"): "team" for before in ("ingediend", "concept", "klaar", "gepland")},
}  # fmt: skip
NOT_ASKED = {"ingediend", "concept", "klaar", "gepland", "samengevoegd"}
ASKING_LETTERS = {"question_opened", "question_reminder"}
EXITS = {"niet voor ons", "nu geen ruimte"}

REFUSALS = (
    PermissionDenied,
    WrongState,
    answering.AlreadyAnswered,
    answering.QuestionClosed,
    asking.DeadlinePassed,
    asking.EmptyAudience,
    asking.NotReady,
    concluding.AlreadyTold,
    concluding.NoOutcome,
    consent.NotHandedIn,
    consent.StillOpen,
    consent.TooWide,
    ending.NoReason,
    ending.NotAnother,
    exporting.NothingToExport,
    offering.NoAddress,
    preparing.OwnWords,
    preparing.TextChanged,
    preparing.WrongMoment,
    sorting.AnswerUsed,
    synthesizing.NotWhole,
)


@dataclass
class Known:
    """What the walk itself remembers of one question."""

    editor: object = None
    reader: object = None
    promised: tuple = ()
    steps: int = 1
    extended: int = 0


@dataclass
class Walk:
    """Seven people around a few questions, and the clock."""

    now: datetime = datetime(2026, 11, 10, 9, tzinfo=UTC)
    known: dict[int, Known] = field(default_factory=dict)
    refused: int = 0
    reached: set[str] = field(default_factory=set)

    def __post_init__(self):
        self.team = [in_team(MemberFactory(), PROGRAMME_TEAM) for _ in range(2)]
        contacts = [AffiliationFactory(role=Affiliation.Role.CONTACT) for _ in range(2)]
        self.organizations = list(Organization.objects.order_by("pk"))
        self.people = [
            *self.team,
            *(place.member for place in contacts),
            MemberFactory(),
            MemberFactory(is_guest=True),
            AnonymousUser(),
        ]

    def questions(self) -> list[Question]:
        return list(Question.objects.order_by("pk"))

    def words(self, number: int) -> asking.Composition:
        return asking.Composition(
            title=f"Vraag {number}",
            asker="VNG",
            wording="Wat merk je?",
            importance="Ja",
            use="Ja",
            use_date=(self.now + timedelta(days=30)).date(),
            deadline_at=self.now + timedelta(days=4 + number % 9),
            visibility=list(Question.Visibility.values)[number % 4],
            is_public=number % 2 == 0,
            parts=[asking.Part(text="Wat verandert er?")],
        )

    def take(self, step: str, person: int, which: int, number: int, hours: int) -> None:
        """Let one person try one step, and judge what became of everything."""
        self.now += timedelta(hours=hours)
        questions = self.questions()
        question = questions[which % len(questions)] if questions else None
        if step == "forward" and question:
            step, person = self.forward(question, number)
        actor = self.people[person]
        before = {each.pk: each.get_state_display() for each in questions}
        if step in STEPS and (question or step in ("compose", "offer", "tick")):
            try:
                STEPS[step](self, question, actor, number)
            except REFUSALS:
                self.refused += 1
            else:
                self.remember(step, question, actor)
        self.judge(before, step, actor)

    def forward(self, question: Question, number: int) -> tuple[str, int]:
        """Return what brings this question further, and who would do that."""
        reader = 1 if question.edited_by_id == self.team[0].pk else 0
        match question.get_state_display():
            case "ingediend":
                return "accept", number % 2
            case "concept" if number == 10 and len(self.known) > 1:
                return "merge", 0
            case "concept":
                is_stale = not question.deadline_at or question.deadline_at < self.now + timedelta(days=3)
                if is_stale or not question.importance:
                    return "revise", number % 2
                return ("approve" if question.asks_everyone else "audience"), reader
            case "klaar":
                return ("open", "schedule")[number % 2], 0
            case "gesloten":
                return "interpret", 0
            case "in duiding":
                return ("write", "leave_out", "share", "return")[number % 4], 0
            case "teruggelegd":
                return ("share", "resume", "narrow")[number % 3], 0
            case "gedeeld" if number % 4 == 3:
                # Nobody says for weeks what became of it.
                self.now += timedelta(days=22)
                return "tick", 0
            case "gedeeld" | "terugkoppeling volgt":
                return ("outcome", "complete", "complete", "second_round")[number % 4], 0
            case "open" if number == 11:
                return "withdraw", 0
            case "open":
                return ("answer", "react", "tick")[number % 3], 2 + number % 2
            case _:
                return "tick", 0

    def remember(self, step: str, question: Question | None, actor: object) -> None:
        for each in Question.objects.exclude(pk__in=self.known):
            self.known[each.pk] = Known(editor=None if step == "offer" else actor)
        if question and step in ("revise", "audience"):
            self.known[question.pk].editor, self.known[question.pk].reader = actor, None
        if question and step == "approve":
            self.known[question.pk].reader = actor
        if question and step == "extend":
            self.known[question.pk].extended += 1

    def judge(self, before: dict[int, str], step: str, actor: object) -> None:
        """Nothing moved but along the way, by whoever may; and what was promised still holds."""
        for question in self.questions():
            known = self.known[question.pk]
            was = before.get(question.pk)
            now_at = question.get_state_display()
            if was and was != now_at:
                known.steps += 1
                self.reached.add(now_at)
                who = WAY[was, now_at]
                assert actor in self.team or step == "tick"
                assert step != "tick" or "time" in who
                self.check_arrival(question, known, now_at)
            if question.opened_at:
                assert promise_of(question) == known.promised
            if now_at == "ingetrokken":
                assert question.withdrawn_reason.strip()
            assert (now_at == "samengevoegd") == (question.merged_into_id is not None)
        assert StateChange.objects.count() == sum(known.steps for known in self.known.values())

    def check_arrival(self, question: Question, known: Known, now_at: str) -> None:
        change = question.state_changes.latest("pk")
        assert (change.to_state, change.at) == (question.state, self.now)
        match now_at:
            case "klaar":
                assert known.reader not in (None, known.editor)
            case "open":
                # Somebody read it who had not written it, after the last change.
                assert known.reader not in (None, known.editor)
                assert question.opened_at < question.deadline_at
                known.promised = promise_of(question)
            case "gedeeld":
                assert question.synthesis.shared_at == self.now
            case "afgerond":
                assert question.outcomes.exists()
            case "tweede ronde":
                assert question.next_round.state == Question.State.DRAFT

    def judge_letters(self) -> None:
        """Let the postman come: of all that lies ready, only what may go leaves."""
        ready = list(OutgoingMail.objects.filter(state="queued"))
        by_kind: dict[str, list[OutgoingMail]] = {}
        for row in ready:
            by_kind.setdefault(row.letter, []).append(row)
        for kind, rows in by_kind.items():
            wanted = letters.kind_named(kind).wanted
            leaving = wanted(rows) if wanted else {row.pk for row in rows}
            for row in rows:
                if row.pk in leaving:
                    self.judge_letter(row)
            OutgoingMail.objects.filter(pk__in=leaving).update(state="sent", sent_at=self.now)
            rest = {row.pk for row in rows} - leaving
            OutgoingMail.objects.filter(pk__in=rest).update(state="cancelled")
        sent = Counter(
            OutgoingMail.objects.filter(state="sent", letter__in=ASKING_LETTERS).values_list(
                "member_id", "about"
            )
        )
        for (_, about), number in sent.items():
            extended = self.known[int(about.removeprefix("question:"))].extended
            assert number <= 3 + min(extended, 1)

    def judge_letter(self, row: OutgoingMail) -> None:
        question = Question.objects.get(pk=int(row.about.removeprefix("question:")))
        now_at = question.get_state_display()
        if row.letter in ASKING_LETTERS:
            assert now_at == "open"
            voices = self.voices_of(row.member, question)
            assert any(voice.get_reaction_display() == "nog geen reactie" for voice in voices)
        elif row.letter == "question_withdrawn":
            assert now_at == "ingetrokken"
            voices = self.voices_of(row.member, question)
            assert {voice.get_reaction_display() for voice in voices} - EXITS
        elif row.letter == "outcome_recorded":
            answered = Answer.objects.submitted().filter(question=question)
            assert answered.own(Roles.of(row.member)).exists()
            assert question.closed_at is not None
        elif row.letter == "synthesis_returned":
            assert now_at == "teruggelegd"
            assert Answer.objects.submitted().filter(question=question).own(Roles.of(row.member)).exists()
        elif row.letter in ("outcome_reminder", "offer_arrived", "consent_changed"):
            assert row.member in self.team
        else:
            assert row.letter in ("offer_received", "offer_text", "offer_moved")
            assert (row.member_id, row.to_address) == (None, question.offer.email)

    def voices_of(self, member, question: Question) -> list[Recipient]:
        return list(Recipient.objects.of(Roles.of(member)).filter(question=question))

    def judge_reading(self) -> None:
        """Nobody fetches what was not asked, and no file holds what was not handed in."""
        for question in self.questions():
            is_asked = question.get_state_display() not in NOT_ASKED and question.opened_at is not None
            for person in self.people:
                roles = Roles.of(person)
                seen = Question.objects.visible_to(roles).filter(pk=question.pk).exists()
                is_team = person in self.team
                assert seen == (is_team or (is_asked and (roles.is_member or question.is_public)))
            drafts = {str(answer.pk) for answer in question.answers.filter(submitted_at=None)}
            assert not drafts & set(answer_marks(question))
            closing = question.closed_at or self.now
            assert not question.answers.filter(submitted_at__gt=closing).exists()
        assert all(export.requested_by in self.team for export in Export.objects.all())
        assert not Export.objects.filter(question__opened_at=None).exists()


def promise_of(question: Question) -> tuple:
    """Return what whoever answers may rely on: what is asked, of whom, and who reads it."""
    parts = question.sub_questions.order_by("position").values_list("text", "kind", "choices")
    return (
        question.title,
        question.wording,
        question.use,
        question.visibility,
        question.shows_after_closing,
        question.shows_after_answering,
        question.is_public,
        question.asks_everyone,
        str(list(parts)),
    )


def compose(walk, question, actor, number):
    if len(walk.known) < MOST_QUESTIONS:
        asking.compose_question(actor=actor, composition=walk.words(number), now=walk.now)


def offer(walk, question, actor, number):
    if len(walk.known) < MOST_QUESTIONS:
        offered = offering.Offering(name="Vera", organization="VNG", wording="Wat?", email="vera@vng.example")
        offering.offer_question(offering=offered, now=walk.now)


def approve(walk, question, actor, number):
    seen = mark_of(question) if number % 5 else "something else"
    preparing.approve_question(question=question, actor=actor, seen=seen, now=walk.now)


def merge(walk, question, actor, number):
    others = walk.questions()
    into = others[number % len(others)]
    ending.merge_question(question=question, into=into, actor=actor, now=walk.now)


def answer(walk, question, actor, number):
    organization = walk.organizations[number % 2] if number % 3 else None
    part = question.sub_questions.first()
    member = None if organization else actor.pk
    known = question.answers.filter(organization=organization, member=member).first()
    answering.save_answer(
        question=question,
        organization=organization,
        actor=actor,
        words=Words(parts=(PartWords(part.pk, text=f"Woord {number}"),) if part else ()),
        based_on=known.version if known else 0,
        submitting=number % 4 > 0,
        now=walk.now,
    )


def take_back(walk, question, actor, number):
    for known in question.answers.all()[:1]:
        withdrawing.take_back_answer(answer=known, actor=actor, now=walk.now)


def narrow(walk, question, actor, number):
    """Somebody comes back on what may be done with her answer."""
    for known in question.answers.submitted()[:1]:
        wanted = consent.PartConsent(naming=Answer.Naming.UNTRACEABLE, may_be_quoted=False)
        consent.change_consent(
            answer=known,
            actor=actor,
            readers=Question.Visibility.TEAM,
            parts=dict.fromkeys(known.parts.values_list("pk", flat=True), wanted),
            now=walk.now,
        )


def react(walk, question, actor, number):
    for recipient in question.recipients.order_by("pk")[number % 2 : number % 2 + 1]:
        reaction = list(Recipient.Reaction)[2 + number % 3]
        answering.react(recipient=recipient, actor=actor, reaction=reaction, phone="1", now=walk.now)


def undo(walk, question, actor, number):
    for recipient in question.recipients.order_by("pk")[:1]:
        answering.undo_reaction(recipient=recipient, actor=actor, now=walk.now)


def write(walk, question, actor, number):
    sections = Synthesis.Section.values
    section = sections[number % len(sections)]
    synthesizing.add_words(
        question=question, actor=actor, section=section, text=f"Iets {number}.", now=walk.now
    )


def leave_out(walk, question, actor, number):
    for known in question.answers.submitted():
        sorting.leave_out(answer=known, actor=actor, reason="Dubbel.", now=walk.now)


def outcome(walk, question, actor, number):
    concluding.record_outcome(
        question=question,
        actor=actor,
        happened_on=walk.now.date(),
        text=f"Gedaan {number}",
        nothing_done=number % 2 == 0,
        follow_up="",
        now=walk.now,
    )


def export(walk, question, actor, number):
    kind = (Export.Kind.ANSWERS, Export.Kind.DOCUMENT)[number % 2]
    exporting.request_export(question=question, kind=kind, actor=actor, now=walk.now)


def tick(walk, question, actor, number):
    """Time passes: whatever is due by the rows happens, and the postman comes."""
    advancing.open_due_questions(now=walk.now)
    advancing.close_due_questions(now=walk.now)
    advancing.await_outcomes(now=walk.now)
    planning.plan_due(clock=lambda: walk.now, seconds=60)
    reminding.remind_due(clock=lambda: walk.now, seconds=60)
    advancing.remind_of_outcomes(now=walk.now)
    offering.forget_offers(now=walk.now)
    walk.judge_letters()


def simply(action, **fixed):
    """Return a step that needs nothing but the question, who takes it, and when."""
    return lambda walk, question, actor, number: action(
        question=question, actor=actor, now=walk.now, **{name: of(walk, number) for name, of in fixed.items()}
    )


STEPS = {
    "compose": compose,
    "offer": offer,
    "accept": simply(offering.accept_offer),
    "send_text": simply(offering.send_text),
    "revise": simply(asking.revise_question, composition=lambda walk, number: walk.words(number)),
    "audience": simply(
        asking.choose_audience,
        choice=lambda walk, number: asking.AudienceChoice(asks_everyone=number % 7 > 0),
    ),
    "approve": approve,
    "reopen": simply(preparing.reopen_draft),
    "schedule": simply(
        preparing.schedule_question,
        opens_at=lambda walk, number: walk.now + timedelta(hours=number - 2),
    ),
    "open": simply(asking.open_question),
    "extend": simply(
        asking.extend_deadline, deadline_at=lambda walk, number: walk.now + timedelta(days=number - 1)
    ),
    "close": simply(asking.close_question),
    "withdraw": simply(
        ending.withdraw_question, reason=lambda walk, number: "Al besloten." if number % 3 else " "
    ),
    "merge": merge,
    "second_round": simply(rounds.begin_second_round),
    "answer": answer,
    "take_back": take_back,
    "narrow": narrow,
    "react": react,
    "undo": undo,
    "interpret": simply(synthesizing.start_interpreting),
    "write": write,
    "leave_out": leave_out,
    "return": simply(returning.return_synthesis),
    "resume": simply(returning.resume_writing),
    "share": simply(publishing.share_synthesis),
    "outcome": outcome,
    "complete": simply(concluding.complete_question),
    "export": export,
    "tick": tick,
}
# Often somebody does what the question waits for, or else no walk would come far.
TRIED = [*STEPS, *["forward"] * len(STEPS), *["tick"] * 4]


def steps_of(seed: int) -> list[tuple]:
    """Return the steps of one walk: what is tried, by whom, with which question, how, and after how long."""
    chance = Random(seed)
    return [
        (
            chance.choice(TRIED),
            chance.randrange(7),
            chance.randrange(10),
            chance.randrange(12),
            chance.choice([0, 1, 5, 24, 72]),
        )
        for _ in range(STEPS_IN_A_WALK)
    ]


@pytest.mark.django_db
def test_no_walk_leaves_the_way_that_the_specification_allows():
    reached: Counter[str] = Counter()

    @settings(max_examples=WALKS, suppress_health_check=list(HealthCheck))
    @given(st.integers(min_value=0, max_value=2**64))
    def walk(seed: int) -> None:
        # A seed, not a list: lists that hypothesis writes resemble each other, and few walks would come far.
        tried = steps_of(seed)
        note(f"{tried=}")
        savepoint = transaction.savepoint()
        try:
            around = Walk()
            for step in tried:
                around.take(*step)
            around.judge_letters()
            around.judge_reading()
            reached.update(around.reached)
            reached["refused"] += around.refused
        finally:
            transaction.savepoint_rollback(savepoint)

    walk()

    # The walks came everywhere, or they would prove nothing.
    assert {after for _, after in WAY} - set(reached) == set()
    assert reached["refused"] > WALKS
