"""What the programme team types."""

from datetime import datetime, time, timedelta

from django import forms
from django.utils import timezone

from members.models import Member, Region
from questions.actions.asking import AudienceChoice, Composition, Part
from questions.models import Question, SubQuestion
from questions.queries.audience import known_groups, known_kinds
from themes.models import Programme, Theme
from ui.forms import DateInput, MomentField

PART_NUMBERS = range(1, 6)
DEADLINE_TIME = time(17, 0)
FRIDAY = 4
USUAL_MINUTES = 10
BEFORE_OPENING = "Nodig voordat de vraag open kan."


class QuestionForm(forms.Form):
    """A draft: three fields must be filled, the rest before the question opens."""

    title = forms.CharField(
        label="Titel", max_length=160, help_text="Kort; dit is ook het onderwerp van de brief."
    )
    asker = forms.CharField(
        label="Wie vraagt dit?", max_length=160, help_text="Bijvoorbeeld een ministerie, de VNG of een tafel."
    )
    wording = forms.CharField(
        label="De vraag, in de woorden van de vrager", widget=forms.Textarea(attrs={"rows": 4})
    )
    context = forms.CharField(
        label="Onze toelichting", required=False, widget=forms.Textarea(attrs={"rows": 4})
    )
    importance = forms.CharField(
        label="Waarom doet dit ertoe?",
        required=False,
        help_text=BEFORE_OPENING,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    use = forms.CharField(
        label="Wat gebeurt er met de antwoorden?",
        required=False,
        help_text=BEFORE_OPENING,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    use_date = forms.DateField(
        label="Wanneer gebeurt dat?", required=False, help_text=BEFORE_OPENING, widget=DateInput
    )
    deadline_at = MomentField(label="Antwoorden kan tot", required=False, help_text="Nederlandse tijd.")
    effort_minutes = forms.IntegerField(
        label="Hoeveel minuten kost antwoorden?",
        min_value=1,
        max_value=240,
        initial=USUAL_MINUTES,
        required=False,
    )
    programme = forms.ModelChoiceField(
        label="Landelijk programma", required=False, queryset=Programme.objects.order_by("name"),
        empty_label="Geen programma",
    )  # fmt: skip
    themes = forms.ModelMultipleChoiceField(
        label="Thema's", required=False, queryset=Theme.objects.order_by("name"),
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip
    visibility = forms.ChoiceField(
        label="Wie leest de antwoorden?",
        choices=Question.Visibility,
        initial=Question.Visibility.TEAM,
        required=False,
        widget=forms.RadioSelect,
        help_text="Dit zien mensen voordat ze antwoorden. Na het openzetten ligt het vast.",
    )
    shows_after_closing = forms.BooleanField(
        label="Antwoorden pas na sluiting tonen", required=False,
        help_text="Na het openzetten is dat niet meer te versoepelen.",
    )  # fmt: skip
    shows_after_answering = forms.BooleanField(
        label="Eerst zelf antwoorden, dan anderen lezen", required=False
    )
    is_public = forms.BooleanField(
        label="Iedereen mag deze vraag zien", required=False, initial=True,
        help_text="Ook wie geen lid is. De antwoorden staan daar los van.",
    )  # fmt: skip

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for number in PART_NUMBERS:
            self._add_part(number)

    def _add_part(self, number: int) -> None:
        self.fields[f"part_{number}_text"] = forms.CharField(
            label=f"Tekst van deelvraag {number}", max_length=400, required=False,
            widget=forms.Textarea(attrs={"rows": 2}),
        )  # fmt: skip
        self.fields[f"part_{number}_kind"] = forms.ChoiceField(
            label=f"Soort van deelvraag {number}",
            choices=SubQuestion.Kind,
            initial=SubQuestion.Kind.TEXT,
            required=False,
        )  # fmt: skip
        self.fields[f"part_{number}_choices"] = forms.CharField(
            label=f"Keuzes bij deelvraag {number}", required=False, widget=forms.Textarea(attrs={"rows": 3}),
            help_text="Alleen bij een keuzevraag: één keuze per regel.",
        )  # fmt: skip

    @classmethod
    def values_of(cls, question: Question) -> dict:
        """Return what the fields show for a question as it is kept."""
        names = ("title", "asker", "wording", "context", "importance", "use", "use_date")
        names += ("deadline_at", "effort_minutes")
        values = {name: getattr(question, name) for name in names}
        values |= {
            "visibility": question.visibility,
            "shows_after_closing": question.shows_after_closing,
            "shows_after_answering": question.shows_after_answering,
            "is_public": question.is_public,
            "programme": question.programme_id,
            "themes": [theme.pk for theme in question.themes.all()],
        }
        for part in question.sub_questions.order_by("position"):
            values[f"part_{part.position}_text"] = part.text
            values[f"part_{part.position}_kind"] = part.kind
            values[f"part_{part.position}_choices"] = "\n".join(part.choices)
        return values

    def clean(self):
        super().clean()
        for number in PART_NUMBERS:
            text = self.cleaned_data.get(f"part_{number}_text")
            if not text and self.cleaned_data.get(f"part_{number}_choices"):
                self.add_error(f"part_{number}_text", "Schrijf de deelvraag die bij deze keuzes hoort.")
        return self.cleaned_data

    def clean_effort_minutes(self) -> int:
        """Left empty, it is what most questions cost."""
        return self.cleaned_data["effort_minutes"] or USUAL_MINUTES

    def clean_visibility(self) -> str:
        """Left open, nobody but the programme team reads the answers."""
        return self.cleaned_data["visibility"] or Question.Visibility.TEAM

    def show_problems(self, problems: dict[str, str]) -> None:
        """Say beside the fields what keeps a saved draft from being opened."""
        for name, problem in problems.items():
            _show_problem(self, name, problem)

    def part_rows(self) -> list[dict]:
        """The fields of each sub-question together, for the page."""
        return [
            {
                "number": number,
                "text": self[f"part_{number}_text"],
                "kind": self[f"part_{number}_kind"],
                "choices": self[f"part_{number}_choices"],
                "is_filled": number == 1 or bool(self[f"part_{number}_text"].value()),
            }
            for number in PART_NUMBERS
        ]

    def composition(self) -> Composition:
        """Return what was typed, ready for the action."""
        columns = {
            name: self.cleaned_data[name]
            for name in (
                "title", "asker", "wording", "context", "importance", "use", "use_date",
                "effort_minutes", "deadline_at", "visibility", "shows_after_closing",
                "shows_after_answering", "is_public", "programme", "themes",
            )
        }  # fmt: skip
        return Composition(**columns, parts=self._parts())

    def _parts(self) -> list[Part]:
        parts = []
        for number in PART_NUMBERS:
            text = self.cleaned_data[f"part_{number}_text"]
            if not text:
                continue
            kind = self.cleaned_data[f"part_{number}_kind"] or SubQuestion.Kind.TEXT
            lines = [line.strip()[:200] for line in self.cleaned_data[f"part_{number}_choices"].splitlines()]
            is_choice = kind == SubQuestion.Kind.CHOICE
            choices = list(dict.fromkeys(line for line in lines if line)) if is_choice else []
            parts.append(Part(text=text, kind=kind, choices=choices))
        return parts


class AudienceForm(forms.Form):
    """Who is asked: organisations all or by what they are, and members by name."""

    EVERYONE, MATCHING, NAMED = "everyone", "matching", "named"

    whom = forms.ChoiceField(
        label="Welke organisaties?",
        choices=[
            (EVERYONE, "Alle organisaties"),
            (MATCHING, "Organisaties die passen bij de keuzes hieronder"),
            (NAMED, "Geen organisaties, alleen leden"),
        ],
        initial=MATCHING,
        widget=forms.RadioSelect,
    )
    themes = forms.ModelMultipleChoiceField(
        label="Thema's", required=False, queryset=Theme.objects.order_by("name"),
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip
    regions = forms.ModelMultipleChoiceField(
        label="Regio's", required=False, queryset=Region.objects.order_by("name"),
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip
    kinds = forms.MultipleChoiceField(
        label="Soorten team", required=False, widget=forms.CheckboxSelectMultiple
    )
    limit = forms.IntegerField(
        label="Hoogstens zoveel organisaties", required=False, min_value=1,
        help_text="Dan vragen we wie dit jaar het minst gevraagd is. Leeg: iedereen die past.",
    )  # fmt: skip
    groups = forms.ModelMultipleChoiceField(
        label="Wie meedoet in een leergroep", required=False, queryset=known_groups(),
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip
    members = forms.ModelMultipleChoiceField(
        label="Leden met naam", required=False, queryset=Member.objects.none(),
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip
    addresses = forms.CharField(
        label="E-mailadressen van leden",
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Eén adres per regel. Plakken uit een lijst mag.",
    )
    search = forms.CharField(label="Zoek een lid op naam of e-mailadres", required=False, max_length=80)

    def __init__(self, *args, offered: list[Member], **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["kinds"].choices = [(kind, kind) for kind in known_kinds()]
        self.fields["members"].queryset = Member.objects.members().filter(
            pk__in=[member.pk for member in offered]
        ).order_by("name")  # fmt: skip
        self.fields["members"].label_from_instance = lambda member: f"{member.name} ({member.email})"

    @classmethod
    def values_of(cls, question: Question) -> dict:
        """Return what the fields show for the audience as it is kept."""
        themes = list(question.audience_themes.values_list("pk", flat=True))
        regions = list(question.audience_regions.values_list("pk", flat=True))
        members = list(question.audience_members.values_list("pk", flat=True))
        groups = list(question.audience_groups.values_list("pk", flat=True))
        if question.asks_everyone:
            whom = cls.EVERYONE
        elif (members or groups) and not (themes or regions or question.audience_kinds):
            whom = cls.NAMED
        else:
            whom = cls.MATCHING
        return {
            "whom": whom,
            "themes": themes,
            "regions": regions,
            "kinds": question.audience_kinds,
            "members": members,
            "groups": groups,
            "limit": question.audience_limit,
        }

    def show_problem(self, name: str, problem: str) -> None:
        """Say beside a field what is wrong with a choice that was kept."""
        _show_problem(self, name, problem)

    def clean_addresses(self) -> list[Member]:
        """Return the members behind the addresses; an unknown one is named, so it can be mended."""
        addresses = dict.fromkeys(
            word.strip("<>,;").lower() for word in self.cleaned_data["addresses"].split() if "@" in word
        )
        strays = [
            line.strip()
            for line in self.cleaned_data["addresses"].splitlines()
            if line.strip() and "@" not in line
        ]
        known = {member.email: member for member in Member.objects.members().filter(email__in=addresses)}
        unknown = [address for address in addresses if address not in known]
        problems = [f"Geen lid met dit adres: {address}." for address in unknown]
        problems += [f"Dit is geen e-mailadres: {line}." for line in strays]
        if problems:
            raise forms.ValidationError(problems)
        return list(known.values())

    def clean(self):
        super().clean()
        data = self.cleaned_data
        if data.get("whom") == self.MATCHING and not (
            data.get("themes") or data.get("regions") or data.get("kinds")
        ):
            self.add_error(
                "whom", "Kies ten minste één thema, regio of soort team, of kies alle organisaties."
            )
        is_nobody = not (data.get("members") or data.get("addresses") or data.get("groups"))
        if data.get("whom") == self.NAMED and is_nobody and "addresses" not in self.errors:
            self.add_error("addresses", "Er is nog niemand gekozen. Kies ten minste één lid.")
        return data

    def choice(self) -> AudienceChoice:
        """Return what was chosen, ready for the action."""
        data = self.cleaned_data
        is_matching = data["whom"] == self.MATCHING
        return AudienceChoice(
            asks_everyone=data["whom"] == self.EVERYONE,
            themes=data["themes"] if is_matching else [],
            regions=data["regions"] if is_matching else [],
            kinds=data["kinds"] if is_matching else [],
            members={*data["members"], *data["addresses"]},
            groups=data["groups"],
            limit=None if data["whom"] == self.NAMED else data["limit"],
        )


class ExtendForm(forms.Form):
    """A later deadline."""

    deadline_at = MomentField(label="Antwoorden kan tot", help_text="Nederlandse tijd.")


class ScheduleForm(forms.Form):
    """The moment at which a question opens by itself."""

    opens_at = MomentField(label="De vraag gaat open op", help_text="Nederlandse tijd.")


def _show_problem(form: forms.Form, name: str, problem: str) -> None:
    """Put a message beside a field of a form in which nothing was typed yet."""
    form.errors[name] = form.error_class([problem], renderer=form.renderer, field_id=form[name].auto_id)


def usual_deadline(now: datetime) -> datetime:
    """Return the Friday three weeks on, 17.00 in Dutch time."""
    day = timezone.localdate(now) + timedelta(weeks=3)
    day += timedelta(days=(FRIDAY - day.weekday()) % 7)
    return timezone.make_aware(datetime.combine(day, DEADLINE_TIME))
