"""What the tables say of themselves, in Dutch, for the register of docs/avg."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import timedelta

from privacy import foreign
from privacy.registry import Holding, holdings
from privacy.rules import AS_PARENT, FILE, HIDDEN, PERSONAL, SECRET, WORDS, By, Kept, Leaving, Link

# Of these kinds of fields the register names each; the rest goes with the row.
NAMED = (PERSONAL, WORDS, FILE, HIDDEN, SECRET)


def personal_tables() -> dict[str, list[Holding]]:
    """Return the tables with rows of people, by the name of their app."""
    found = defaultdict(list)
    for holding in holdings():
        if holding.paths or any(rule in (PERSONAL, WORDS) for rule in holding.rules.values()):
            app = holding.model._meta.app_config
            found[foreign.PARTS.get(app.label, str(app.verbose_name))].append(holding)
    return dict(sorted(found.items()))


def kept_tables() -> list[Holding]:
    """Return the tables whose rows, or parts of them, have their time."""
    return sorted((holding for holding in holdings() if holding.kept), key=name_of)


def name_of(holding: Holding) -> str:
    """Return what a table is called."""
    return foreign.NAMES.get(holding.label, str(holding.model._meta.verbose_name_plural))


def as_tables() -> Iterator[str]:
    """Yield the lines of the list of tables."""
    for app, found in personal_tables().items():
        yield f"### {app}"
        yield ""
        yield "| tabel | van wie | wat erin staat over mensen | als zij weggaat |"
        yield "|---|---|---|---|"
        for holding in sorted(found, key=lambda one: one.label):
            cells = (
                f"{name_of(holding)} (`{holding.label}`)",
                _whose(holding),
                _what(holding),
                _leaving(holding),
            )
            yield f"| {' | '.join(cells)} |"
        yield ""


def as_periods() -> Iterator[str]:
    """Yield the lines of the list of periods."""
    yield "| tabel | wat | hoe lang | vanaf |"
    yield "|---|---|---|---|"
    for holding in kept_tables():
        for kept in holding.kept:
            what = ", ".join(_label(holding, name) for name in kept.fields) or "de hele rij"
            since = _label(holding, kept.since)
            yield f"| {name_of(holding)} (`{holding.label}`) | {what} | {_in_days(kept)} | {since} |"


def _whose(holding: Holding) -> str:
    by = {path.link.by for path in holding.paths}
    words = {
        By.MEMBER: "het lid",
        By.ADDRESS: "wie dit e-mailadres heeft",
        By.PARENT: "wie het geheel heeft",
    }
    return ", ".join(words[one] for one in By if one in by) or "iemand zonder account"


def _what(holding: Holding) -> str:
    named = [
        _label(holding, name) + (" (nooit te zien)" if rule is SECRET else "")
        for name, rule in holding.rules.items()
        if rule in NAMED or (isinstance(rule, Link) and rule.by is By.ADDRESS)
    ]
    return ", ".join(named) or "dat zij dit deed of koos, en wanneer"


def _leaving(holding: Holding) -> str:
    links = [rule for rule in holding.rules.values() if isinstance(rule, Link)]
    if any(link.row is Leaving.DELETED for link in links):
        return "de rij gaat weg"
    done = {rule.leaving for rule in holding.rules.values() if rule in NAMED}
    words = []
    if Leaving.BLANKED in done or any(link.row is Leaving.BLANKED for link in links):
        words.append("gegevens over haar worden leeg")
    if Leaving.HER_CHOICE in done:
        words.append("haar woorden als zij dat kiest")
    if AS_PARENT in links and not words:
        return "gaat met het geheel mee"
    return "; ".join(words) or "de rij blijft, zonder haar naam"


def _label(holding: Holding, lookup: str) -> str:
    """Return what a field is called, also when it is of a table further on."""
    model, label = holding.model, lookup
    for part in lookup.split("__"):
        field = model._meta.get_field(part)
        called = str(getattr(field, "verbose_name", "") or field.related_model._meta.verbose_name)
        label = foreign.NAMES.get(f"{model._meta.label}.{part}", called)
        model = field.related_model or model
    return label


def _in_days(kept: Kept) -> str:
    days = kept.period // timedelta(days=1)
    return "meteen" if not days else "1 dag" if days == 1 else f"{days} dagen"
