"""
The box of search and its choices.

Nothing is stored and nothing is refused, so this is no Django form: its five fields would cost
more than the search itself. Every choice stands in the address.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from home.queries.finding import KINDS, PERIODS, Wanted


@dataclass(frozen=True)
class FindForm:
    """What somebody looks for, as the fields of the page show it."""

    wanted: Wanted
    kinds: SafeString
    places: SafeString
    periods: SafeString

    @property
    def is_narrowed(self) -> bool:
        """Whether somebody asks for less than everything."""
        wanted = self.wanted
        return any((wanted.kind, wanted.place, wanted.author.strip(), wanted.period))


def form_of(wanted: Wanted, places: Iterable[tuple[str, Iterable[tuple[str, str]]]]) -> FindForm:
    """Return the form with what was asked for; ``places`` are the choices per kind of place."""
    grouped = ((label, _options(choices, wanted.place)) for label, choices in places)
    return FindForm(
        wanted=wanted,
        kinds=_options(((key, kind.label) for key, kind in KINDS.items()), wanted.kind),
        places=format_html_join("", '<optgroup label="{}">{}</optgroup>', grouped),
        periods=_options(((key, period.label) for key, period in PERIODS.items()), wanted.period),
    )


def _options(choices: Iterable[tuple[str, str]], chosen: str) -> SafeString:
    selected = SafeString(" selected")
    return format_html_join(
        "",
        '<option value="{}"{}>{}</option>',
        ((key, selected if key == chosen else "", label) for key, label in choices),
    )
