"""Two contact persons, two windows, edits in any order: no word is lost."""

from dataclasses import dataclass
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from members.models import Affiliation, Member
from questions.actions import answering
from questions.actions.words import PartWords, Words
from questions.models import Answer
from tests.factories.members import AffiliationFactory, OrganizationFactory
from tests.factories.questions import OPENED, QuestionFactory, RecipientFactory, SubQuestionFactory

pytestmark = pytest.mark.django_db

# What somebody does in a window: type a word at some place, let the script keep it, or press the button.
moves = st.lists(
    st.tuples(
        st.sampled_from(["Cor", "Eva"]),
        st.sampled_from(["sentence", "word", "keep", "keep while typing", "press"]),
        st.integers(0, 30),
    ),
    min_size=4,
    max_size=24,
)


@dataclass
class Window:
    """A page on which somebody writes, with the version it goes on from."""

    desk: "Desk"
    person: Member
    text: str = ""
    version: int = 0

    def open(self) -> None:
        """Load the page anew."""
        answer = Answer.objects.filter(question=self.desk.question).first()
        self.text = answer.parts.get().text if answer else ""
        self.version = answer.version if answer else 0

    def type(self, word: str, place: int, *, is_sentence: bool) -> None:
        """Put a word between the others, or a sentence of its own at the end of one."""
        pieces = self.text.split(" ") if self.text else []
        place = min(place, len(pieces))
        pieces.insert(place, f"{word}." if is_sentence else word)
        self.text = " ".join(pieces)

    def save(self) -> answering.Saved:
        self.desk.moment += timedelta(seconds=3)
        return answering.save_answer(
            question=self.desk.question,
            organization=self.desk.organization,
            actor=self.person,
            words=Words(parts=(PartWords(self.desk.sub_question.pk, self.text),)),
            based_on=self.version,
            submitting=False,
            now=self.desk.moment,
        )

    def keep(self, *, typed_meanwhile: str = "") -> None:
        """Do what the script does: take in what came back, unless something was typed since."""
        saved = self.save()
        if typed_meanwhile:
            self.text += f" {typed_meanwhile}"
        if saved.has_clash:
            return
        if typed_meanwhile:
            self.version = saved.typed_version or saved.answer.version
        else:
            self.version = saved.answer.version
            self.text = saved.merged.parts[0].text if saved.merged else self.text

    def press(self) -> None:
        """Do what the button does: of two texts she is shown both in one, and saves that."""
        while (saved := self.save()).has_clash:
            self.text, self.version = saved.merged.parts[0].text, saved.answer.version
        self.open()


class Desk:
    """One question to one organisation."""

    def __init__(self):
        self.moment = OPENED
        self.question = QuestionFactory(opened=True)
        self.sub_question = SubQuestionFactory(question=self.question)
        self.organization = OrganizationFactory()
        RecipientFactory(question=self.question, organization=self.organization)

    def window(self) -> Window:
        contact = AffiliationFactory(organization=self.organization, role=Affiliation.Role.CONTACT)
        return Window(self, contact.member)


@given(moves=moves)
@settings(max_examples=200, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_scenario_2_two_windows_lose_no_word(db, moves):
    desk = Desk()
    windows = {"Cor": desk.window(), "Eva": desk.window()}
    typed = []
    for number, (person, move, place) in enumerate(moves):
        window = windows[person]
        word = f"{person}{number}"
        if move in ("sentence", "word"):
            window.type(word, place, is_sentence=move == "sentence")
            typed.append(word)
        elif move == "keep while typing":
            window.keep(typed_meanwhile=f"{word}.")
            typed.append(word)
        elif move == "keep":
            window.keep()
        else:
            window.press()
    windows["Cor"].press()
    windows["Eva"].press()

    text = Answer.objects.get(question=desk.question).parts.get().text
    assert [word for word in typed if word not in text.replace(".", " ").split()] == []
