"""What answerers type."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from django import forms
from django.http import QueryDict

from members.models import Organization
from questions.actions.words import PartWords, Words, parts_said
from questions.models import LONGEST_TEXT, Answer, AnswerPart, Question, Recipient, SubQuestion
from questions.models.answers import narrowest, up_to

Naming = Answer.Naming
MOST_READINGS = 4
NAMING_ON_BEHALF = [
    (Naming.NAMED, "Met onze naam en die van mij"),
    (Naming.ORGANIZATION, "Alleen met de naam van onze organisatie"),
    (Naming.KIND_AND_REGION, "Alleen met ons soort team en onze regio"),
    (Naming.UNTRACEABLE, "Niet herleidbaar"),
]
NAMING_PERSONALLY = [
    (Naming.NAMED, "Met mijn naam en mijn organisatie"),
    (Naming.ORGANIZATION, "Alleen met de naam van mijn organisatie"),
    (Naming.KIND_AND_REGION, "Alleen met mijn soort team en mijn regio"),
    (Naming.UNTRACEABLE, "Niet herleidbaar"),
]
READERS = {
    Question.Visibility.TEAM: "Alleen het programmateam",
    Question.Visibility.RESPONDENTS: "Ook wie zelf antwoord geeft",
    Question.Visibility.MEMBERS: "Alle leden",
    Question.Visibility.PUBLIC: "Iedereen, ook wie geen lid is",
}
AS_BELOW = ("", "Zoals onderaan gekozen")
NO_PLACE = "geen"
NOTHING_SAID = "Schrijf bij ten minste één deelvraag iets, of zet een vinkje bij 'geen ervaring mee'."
NOTHING_CHOSEN = "Geef op ten minste één vraag antwoord."


@dataclass(frozen=True)
class ReadingFields:
    """The fields of one reading of a sub-question; ``consent`` is what may be done with it."""

    number: int
    words: list[forms.BoundField]
    consent: list[forms.BoundField]

    @property
    def has_own_consent(self) -> bool:
        """Something was chosen here that differs from what holds for the whole answer."""
        return any(field.value() for field in self.consent)


@dataclass(frozen=True)
class PartFields:
    """The fields of one sub-question, a reading at a time."""

    sub_question: SubQuestion
    readings: list[ReadingFields]
    may_add_reading: bool


class AnswerForm(forms.Form):
    """
    An answer to each sub-question, and what may be done with it.

    How one is named and whether one may be quoted is chosen once, and otherwise per part
    where it differs. Nothing is required of a draft. What is handed in says something to one
    sub-question at least, if only that there is no experience with it.
    """

    # The version that was on screen, so that nobody writes over what she has not seen.
    version = forms.IntegerField(min_value=0, widget=forms.HiddenInput)
    # When this was put on screen, in seconds since 1970: from then on she writes.
    since = forms.IntegerField(min_value=0, required=False, widget=forms.HiddenInput)
    naming = forms.ChoiceField(
        label="Hoe noemen we je in de synthese?",
        widget=forms.RadioSelect,
        help_text="Het programmateam ziet altijd van wie een antwoord komt.",
    )
    place = forms.ChoiceField(
        label="Bij welke organisatie noemen we je?",
        widget=forms.RadioSelect,
        required=False,
        help_text="Je werkt bij meer dan één organisatie.",
    )
    may_be_quoted = forms.BooleanField(
        label="Er mag uit dit antwoord geciteerd worden",
        required=False,
        help_text="Zonder vinkje gebruikt het programmateam je antwoord alleen in eigen woorden.",
    )
    readers = forms.ChoiceField(
        label="Wie mag dit antwoord lezen?",
        widget=forms.RadioSelect,
        help_text="Je mag altijd minder lezers kiezen dan de vraag belooft. Het programmateam leest altijd.",
    )

    def __init__(
        self,
        data: Mapping | None = None,
        *,
        question: Question,
        sub_questions: Sequence[SubQuestion],
        answer: Answer | None,
        parts: Iterable[AnswerPart] = (),
        on_behalf: bool,
        places: Sequence[Organization] = (),
        submitting: bool = False,
    ):
        said = parts_said(parts)
        super().__init__(data, initial=_initial(question, answer, said))
        self.submitting = submitting
        self.sub_questions = sub_questions
        self.on_behalf = on_behalf
        self.is_plain = bool(question.year)
        self.places = places
        self._said = {part.key: part for part in said}
        namings = NAMING_ON_BEHALF if on_behalf else NAMING_PERSONALLY
        self.readings = {each.pk: self._readings_of(each) for each in sub_questions}
        for each in sub_questions:
            for number in range(1, self.readings[each.pk] + 1):
                words, consent = _fields_for(each, number, self.readings[each.pk] > 1, on_behalf, namings)
                self.fields |= words | consent
        self.fields["naming"].choices = namings
        self._offer_places()
        self._offer_readers(question)
        if self.is_plain:
            self._ask_plainly()

    def clean(self):
        """Ask of what is handed in that it says something, and whose it is where that could be two."""
        if not self.submitting or self.errors:
            return self.cleaned_data
        said = [part for part in self._parts() if part.says_something]
        if not said:
            raise forms.ValidationError(NOTHING_CHOSEN if self.is_plain else NOTHING_SAID)
        is_known = any(part.naming != Naming.UNTRACEABLE for part in said)
        if is_known and "place" in self.fields and not self.cleaned_data["place"]:
            self.add_error("place", "Kies bij welke organisatie we je noemen.")
        readings = Counter(part.sub_question_id for part in said)
        for part in said:
            if readings[part.sub_question_id] > 1 and not part.held_by:
                self.add_error(
                    f"{_prefix(*part.key)}-held_by", "Schrijf in een paar woorden wie het zo ziet."
                )
        return self.cleaned_data

    def parts(self) -> Iterator[PartFields]:
        """Return the fields per sub-question."""
        for each in self.sub_questions:
            count = self.readings[each.pk]
            yield PartFields(
                sub_question=each,
                readings=[self._reading_fields(each, number) for number in range(1, count + 1)],
                may_add_reading=self.on_behalf and count < MOST_READINGS,
            )

    def words(self) -> Words:
        """Return what was said, once the form is valid."""
        return Words(
            parts=tuple(self._parts()),
            readers=self.cleaned_data.get("readers"),
            place_id=self._place_id(),
        )

    def _parts(self) -> Iterator[PartWords]:
        given = self.cleaned_data
        for each in self.sub_questions:
            for reading in range(1, self.readings[each.pk] + 1):
                prefix = _prefix(each.pk, reading)
                quoting = given.get(f"{prefix}-quoting")
                yield PartWords(
                    sub_question_id=each.pk,
                    reading=reading,
                    held_by=given.get(f"{prefix}-held_by", ""),
                    nature=given.get(f"{prefix}-nature", ""),
                    naming=given.get(f"{prefix}-naming") or given.get("naming", Naming.UNTRACEABLE),
                    may_be_quoted=quoting == "yes" if quoting else given.get("may_be_quoted", False),
                    text=given[f"{prefix}-text"].replace("\r\n", "\n"),
                    choice=given.get(f"{prefix}-choice", ""),
                    has_no_experience=given.get(f"{prefix}-none", False),
                )

    def _reading_fields(self, sub_question: SubQuestion, reading: int) -> ReadingFields:
        words, consent = _fields_for(
            sub_question, reading, self.readings[sub_question.pk] > 1, self.on_behalf
        )
        return ReadingFields(
            number=reading,
            words=[self[name] for name in words if name in self.fields],
            consent=[self[name] for name in consent if name in self.fields],
        )

    def _readings_of(self, sub_question: SubQuestion) -> int:
        """Return how many readings to show: those typed or kept, and the one just asked for."""
        if not self.on_behalf:
            return 1
        kept = [
            part.reading
            for part in self._said.values()
            if part.sub_question_id == sub_question.pk and part.says_something
        ]
        typed = [
            reading
            for reading in range(1, MOST_READINGS + 1)
            if self.is_bound and f"{_prefix(sub_question.pk, reading)}-text" in self.data
        ]
        asked = self.is_bound and self.data.get("add_reading") == str(sub_question.pk)
        return min(max([1, *kept, *typed]) + asked, MOST_READINGS)

    def _offer_places(self) -> None:
        """Ask whose name stands beside hers only where that could be two; the choice is never guessed."""
        if len(self.places) < 2:
            del self.fields["place"]
            return
        self.fields["place"].choices = [
            *((str(place.pk), place.name) for place in self.places),
            (NO_PLACE, "Bij geen van deze"),
        ]

    def _ask_plainly(self) -> None:
        """Ask only the three questions of the year: whoever answers is named nowhere, nor quoted."""
        for name in list(self.fields):
            if name.startswith("part-") and not name.endswith(("-choice", "-text")):
                del self.fields[name]
            elif name.endswith("-choice"):
                self.fields[name].choices = [choice for choice in self.fields[name].choices if choice[0]]
        for name in ("naming", "may_be_quoted", "place"):
            self.fields.pop(name, None)

    def _place_id(self) -> int | None:
        if "place" not in self.fields:
            return self.places[0].pk if self.places else None
        chosen = self.cleaned_data["place"]
        return int(chosen) if chosen and chosen != NO_PLACE else None

    def _offer_readers(self, question: Question) -> None:
        circles = up_to(question.visibility)
        if len(circles) < 2:
            del self.fields["readers"]
        else:
            self.fields["readers"].choices = [(circle, READERS[circle]) for circle in reversed(circles)]


def put_in(data: QueryDict, parts: Iterable[PartWords], version: int) -> QueryDict:
    """Return what was typed, with these words in the place of it, as a change of this version."""
    merged = data.copy()
    merged["version"] = version
    for part in parts:
        prefix = _prefix(*part.key)
        if not part.says_something and f"{prefix}-text" not in data:
            continue
        words = _words_of(part) | {
            f"{prefix}-naming": part.naming,
            f"{prefix}-quoting": "yes" if part.may_be_quoted else "no",
        }
        for name, value in words.items():
            merged[name] = value
    return merged


def text_fields(parts: Iterable[PartWords]) -> dict[str, str]:
    """Return the texts by the names of their fields."""
    return {f"{_prefix(*part.key)}-text": part.text for part in parts}


class ReactionForm(forms.Form):
    """A reaction that is no answer, with a line of explanation."""

    note = forms.CharField(label="Toelichting", max_length=400, required=False)

    def __init__(self, data=None, *, reaction: Recipient.Reaction):
        super().__init__(data, prefix=reaction.value)


class CallForm(ReactionForm):
    """A request to be called."""

    phone = forms.CharField(
        label="Op welk nummer?",
        max_length=30,
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "tel"}),
        error_messages={"required": "Vul het nummer in waarop we je kunnen bellen."},
    )
    call_when = forms.CharField(
        label="Wanneer kan dat?",
        max_length=120,
        required=False,
        help_text="Bijvoorbeeld: dinsdag na 14 uur.",
    )

    field_order = ["phone", "call_when", "note"]


def _prefix(sub_question_id: int, reading: int) -> str:
    """Return how the names of the fields of one reading begin."""
    return f"part-{sub_question_id}" if reading == 1 else f"part-{sub_question_id}-{reading}"


def _fields_for(
    sub_question: SubQuestion,
    reading: int,
    is_one_of_several: bool,
    on_behalf: bool,
    namings: Sequence[tuple[str, str]] = (),
) -> tuple[dict[str, forms.Field], dict[str, forms.Field]]:
    """Return the fields of one reading by name, and those of what may be done with it."""
    prefix = _prefix(sub_question.pk, reading)
    label = sub_question.text if reading == 1 else f"Lezing {reading}"
    text = forms.CharField(
        label=label, max_length=LONGEST_TEXT, widget=forms.Textarea(attrs={"rows": 5}), required=False
    )
    words: dict[str, forms.Field] = {}
    if is_one_of_several:
        words[f"{prefix}-held_by"] = forms.CharField(
            label="Wie ziet het zo?" if reading == 1 else f"Wie ziet het zoals in lezing {reading}?",
            max_length=120,
            required=False,
            help_text="Bijvoorbeeld: de jeugdhulpverleners. Een naam hoeft niet.",
        )
    if sub_question.kind == SubQuestion.Kind.CHOICE:
        words[f"{prefix}-choice"] = forms.ChoiceField(
            label=label,
            choices=[*((choice, choice) for choice in sub_question.choices), ("", "Geen keuze")],
            widget=forms.RadioSelect,
            required=False,
        )
        text.label = "Toelichting"
        text.widget.attrs["rows"] = 3
    words[f"{prefix}-text"] = text
    if reading == 1:
        words[f"{prefix}-none"] = forms.BooleanField(
            label="Hier hebben we geen ervaring mee" if on_behalf else "Hier heb ik geen ervaring mee",
            required=False,
        )
    consent: dict[str, forms.Field] = {
        f"{prefix}-nature": forms.ChoiceField(
            label="Wat is dit?",
            choices=[("", "Zeg ik liever niet"), *AnswerPart.Nature.choices],
            required=False,
        ),
        f"{prefix}-naming": forms.ChoiceField(
            label="Hoe noemen we je hierbij?", choices=[AS_BELOW, *namings], required=False
        ),
        f"{prefix}-quoting": forms.ChoiceField(
            label="Mag hieruit geciteerd worden?",
            choices=[AS_BELOW, ("yes", "Ja"), ("no", "Nee")],
            required=False,
        ),
    }
    return words, consent


def _initial(question: Question, answer: Answer | None, said: Sequence[PartWords]) -> dict:
    """Return what the form shows first: what most parts agree on as the choice for all, the rest apart."""
    initial = {
        "version": answer.version if answer else 0,
        "naming": _most_common(said, "naming", Naming.ORGANIZATION),
        "may_be_quoted": _most_common(said, "may_be_quoted", False),
        "readers": narrowest(answer.readers, question.visibility) if answer else question.visibility,
    }
    if answer and answer.submitted_at:
        initial["place"] = str(answer.place_id or NO_PLACE)
    elif answer and answer.place_id:
        initial["place"] = str(answer.place_id)
    for part in said:
        prefix = _prefix(*part.key)
        initial |= _words_of(part)
        if part.says_something and part.naming != initial["naming"]:
            initial[f"{prefix}-naming"] = part.naming
        if part.says_something and part.may_be_quoted != initial["may_be_quoted"]:
            initial[f"{prefix}-quoting"] = "yes" if part.may_be_quoted else "no"
    return initial


def _words_of(part: PartWords) -> dict[str, object]:
    """Return what was said, by the names of the fields."""
    prefix = _prefix(*part.key)
    return {
        f"{prefix}-held_by": part.held_by,
        f"{prefix}-nature": part.nature,
        f"{prefix}-text": part.text,
        f"{prefix}-choice": part.choice,
        f"{prefix}-none": part.has_no_experience,
    }


def _most_common(said: Sequence[PartWords], name: str, otherwise):
    """Return the value most parts have; of the parts that say nothing only when none does."""
    saying = [part for part in said if part.says_something] or list(said)
    values = Counter(getattr(part, name) for part in saying)
    return values.most_common(1)[0][0] if values else otherwise
