"""What is told of every text that others may build on: for which teams it is, and how one may use it."""

from django import forms
from django.db import models
from wagtail.admin.panels import FieldPanel

from home.guidance import GuidedForm
from questions.queries.audience import known_kinds


class Licence(models.TextChoices):
    """Under which conditions a text may be used (*licentie*)."""

    BY = "cc-by-4.0", "Creative Commons Naamsvermelding 4.0 (CC BY 4.0)"
    BY_SA = "cc-by-sa-4.0", "Creative Commons Naamsvermelding-GelijkDelen 4.0 (CC BY-SA 4.0)"
    BY_NC = "cc-by-nc-4.0", "Creative Commons Naamsvermelding-NietCommercieel 4.0 (CC BY-NC 4.0)"
    BY_ND = "cc-by-nd-4.0", "Creative Commons Naamsvermelding-GeenAfgeleideWerken 4.0 (CC BY-ND 4.0)"
    ZERO = "cc0-1.0", "Creative Commons Zero 1.0, publiek domein (CC0 1.0)"
    RESERVED = "reserved", "Alle rechten voorbehouden: lees het en verwijs ernaar, neem het niet over"
    UNKNOWN = "unknown", "Niet bekend: vraag het wie het maakte"


LICENCE_ADDRESSES = {
    Licence.BY: "https://creativecommons.org/licenses/by/4.0/deed.nl",
    Licence.BY_SA: "https://creativecommons.org/licenses/by-sa/4.0/deed.nl",
    Licence.BY_NC: "https://creativecommons.org/licenses/by-nc/4.0/deed.nl",
    Licence.BY_ND: "https://creativecommons.org/licenses/by-nd/4.0/deed.nl",
    Licence.ZERO: "https://creativecommons.org/publicdomain/zero/1.0/deed.nl",
}


def as_lines(kinds: list[str]) -> str:
    """Write kinds of team one on a line, with a break before and after each so that one can be found."""
    return "\n" + "\n".join(kinds) + "\n" if kinds else ""


def in_lines(text: str) -> list[str]:
    """Return the kinds of team that were written so."""
    return [line for line in text.split("\n") if line]


class TeamKindsField(forms.MultipleChoiceField):
    """Chooses among what member organisations call themselves."""

    widget = forms.CheckboxSelectMultiple

    def prepare_value(self, value: str | list[str] | None) -> list[str]:
        """Return what is chosen, however it comes."""
        return in_lines(value) if isinstance(value, str) else value or []

    def clean(self, value: list[str]) -> str:
        """Return what is kept."""
        return as_lines(super().clean(value))

    def has_changed(self, initial: str | None, data: list[str] | None) -> bool:
        """Compare what was kept with what is chosen now."""
        return super().has_changed(in_lines(initial or ""), data)


class SharedPageForm(GuidedForm):
    """Offers the kinds of team there are now, and those that were chosen when there were others."""

    team_kinds = TeamKindsField(label="Soort team", required=False)

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        kinds = sorted({*known_kinds(), *in_lines(self.instance.team_kinds)})
        self.fields["team_kinds"].choices = [(kind, kind) for kind in kinds]


class Shared(models.Model):
    """A page that says for which kinds of team it is, and under which licence it is shared."""

    # One on a line; each team says for itself what it is, so there is no fixed list (S2).
    team_kinds = models.TextField("soort team", blank=True)
    licence = models.CharField("licentie", max_length=12, choices=Licence, default=Licence.BY)

    shared_panels = (FieldPanel("team_kinds"), FieldPanel("licence"))

    class Meta:
        abstract = True

    @property
    def kinds(self) -> list[str]:
        """The kinds of team it is for; none means everyone."""
        return in_lines(self.team_kinds)

    @property
    def licence_address(self) -> str:
        """Where the licence can be read; empty when it has no text of its own."""
        return LICENCE_ADDRESSES.get(Licence(self.licence), "") if self.licence in Licence.values else ""
