"""How times and people are shown in Dutch, on pages and in letters."""

import functools
import xml.etree.ElementTree as ET
from datetime import date, datetime, timedelta
from pathlib import Path

from django import template
from django.conf import settings
from django.core.paginator import Page
from django.forms import BaseForm
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from js_asset import Media

from ui.filling import NOTHING, fill

register = template.Library()

# Particles of a Dutch surname say nothing in an initial.
PARTICLES = {"van", "de", "der", "den", "ten", "ter", "het", "in", "op", "'t", "te", "la", "el", "al"}
AVATAR_TINTS = 4
EDITOR_SCRIPTS = ("js/editor.js", "js/writing.js", "js/mentions.js")
NONCE_SLOT = "nonce-of-this-answer"
_editor_tags: dict[type[BaseForm], str] = {}
_empty_fields: dict[tuple[type[BaseForm], str], SafeString] = {}
WEEKDAYS = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")
MONTHS = (
    "januari",
    "februari",
    "maart",
    "april",
    "mei",
    "juni",
    "juli",
    "augustus",
    "september",
    "oktober",
    "november",
    "december",
)


@register.filter
def day(value: date | datetime) -> str:
    """Say a day in full: *vrijdag 28 november 2026*."""
    if isinstance(value, datetime):
        value = timezone.localtime(value)
    return _day(value)


@register.filter
def moment(value: datetime) -> str:
    """Say a moment in full, in Dutch time: *vrijdag 28 november 2026, 17.00 uur*."""
    here = timezone.localtime(value)
    return f"{_day(here)}, {here:%H.%M} uur"


@register.filter
def time_tag(value: datetime) -> SafeString:
    """Say a moment in full to people, and in figures to machines."""
    return fill('<time datetime="%s">%s</time>', value.isoformat(), moment(value))


def _day(value: date) -> str:
    # A thread says forty moments on a page; Django's date_format takes a tenth of its time.
    return f"{WEEKDAYS[value.weekday()]} {value.day} {MONTHS[value.month - 1]} {value.year}"


@register.simple_tag
def deadline(value: datetime, now: datetime) -> str:
    """
    Say how much time is left, and until when: *nog 3 dagen, tot vrijdag 28 november 2026, 17.00 uur*.

    Days are counted as people do, from date to date in Dutch time.
    """
    if value <= now:
        return f"gesloten sinds {moment(value)}"
    days = (timezone.localtime(value).date() - timezone.localtime(now).date()).days
    if value - now < timedelta(hours=1):
        return f"nog minder dan een uur, tot {moment(value)}"
    if days == 0:
        return f"nog vandaag, tot {date_format(timezone.localtime(value), r'H.i')} uur"
    if days == 1:
        return f"nog tot morgen, {moment(value)}"
    left = f"{days} dagen" if days < 14 else f"{days // 7} weken"
    return f"nog {left}, tot {moment(value)}"


@register.simple_tag
def organization_sign_ins() -> list[dict]:
    """Return the organisations whose people sign in where they work, each with ``id`` and ``name``."""
    return settings.OIDC_PROVIDERS


@register.filter
def initials(person: object) -> SafeString:
    """Draw a person's initials; her name stands beside it, so it is hidden from screen readers."""
    return _initials(str(person))


@functools.lru_cache(maxsize=4096)
def _initials(name: str) -> SafeString:
    words = [word for word in name.split("@")[0].replace(".", " ").split() if word.lower() not in PARTICLES]
    letters = "".join(word[0] for word in [*words[:1], *words[1:][-1:]]).upper()
    return format_html(
        '<svg class="avatar tint-{}" viewBox="0 0 40 40" aria-hidden="true" focusable="false">'
        '<circle cx="20" cy="20" r="20"/>'
        '<text x="20" y="20" text-anchor="middle" dominant-baseline="central">{}</text></svg>',
        sum(map(ord, name)) % AVATAR_TINTS,
        letters or "?",
    )


@register.filter
def day_leaf(value: datetime) -> SafeString:
    """Draw a day as a leaf of a calendar; the day stands beside it in words, so it is not read out."""
    here = timezone.localtime(value)
    return format_html(
        '<span class="day-leaf" aria-hidden="true"><b>{}</b>{}</span>', here.day, MONTHS[here.month - 1][:3]
    )


@register.simple_tag
def icon(name: str) -> SafeString:
    """Draw one of our own signs; it stands beside a word and is hidden from screen readers."""
    return _icon(name, static("img/icons.svg"))


@functools.lru_cache(maxsize=64)
def _icon(name: str, sprite: str) -> SafeString:
    return format_html(
        '<svg class="icon" aria-hidden="true" focusable="false"><use href="{}#{}"/></svg>', sprite, name
    )


def icon_names() -> list[str]:
    """Return the name of each of our signs."""
    sprite = ET.parse(Path(settings.BASE_DIR) / "static" / "img" / "icons.svg").getroot()  # noqa: S314 - our own  # nosec B314
    return [symbol.get("id", "") for symbol in sprite]


@register.simple_tag
def standing(name: str) -> SafeString:
    """Show a part that is the same on every page for everybody; it is made once."""
    return render_to_string(name) if settings.DEBUG else _made_once(name)


@functools.cache
def _made_once(name: str) -> SafeString:
    return render_to_string(name)


@register.simple_tag(takes_context=True)
def current(context: dict, path: str, *, exact: bool = False) -> SafeString:
    """Mark a menu entry as the page (or the part of the site) one is on."""
    here = getattr(context.get("request"), "path", "")
    if here == path:
        return SafeString(' aria-current="page"')
    if not exact and path and here.startswith(path):
        return SafeString(' aria-current="true"')
    return NOTHING


@register.simple_tag(takes_context=True)
def link_to(context: dict, place: str, *, exact: bool = False) -> SafeString:
    """Give a menu entry its address, of a path or a URL's name, and mark it when one is there."""
    path = _address(place)
    return fill('href="%s"%s', path, current(context, path, exact=exact))


@functools.cache
def _address(place: str) -> str:
    # The menu has ten of them on every page, and they are always the same.
    return place if place.startswith("/") else reverse(place)


@register.inclusion_tag("ui/pagination.html", takes_context=True)
def pagination(context: dict, page: Page, parameter: str = "pagina") -> dict:
    """Show links to the pages of a list, keeping what else is in the address."""

    def address(number: int) -> str:
        query = context["request"].GET.copy()
        query[parameter] = number
        return f"?{query.urlencode()}"

    numbers = page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    return {
        "page": page,
        "entries": [(number, address(number) if isinstance(number, int) else "") for number in numbers],
        "previous": address(page.number - 1),
        "next": address(page.number + 1),
    }


@register.simple_tag(takes_context=True)
def editor_media(context: dict, form: BaseForm) -> SafeString:
    """
    Load the rich-text editor of a form, for the head of its page.

    Ours comes first: it puts the editor's words in Dutch and gives it a name. The import map
    is an inline script, so it carries the nonce of this answer.
    """
    tags = _editor_tags.get(type(form))
    if tags is None:
        # Which files a form wants follows from its class, and working it out takes longer
        # than a query does; only the nonce differs.
        media = Media.from_media(form.media, nonce=NONCE_SLOT)
        ours = format_html_join(
            "\n", '<script src="{}"></script>', [[static(path)] for path in EDITOR_SCRIPTS]
        )
        tags = format_html("{}\n{}", ours, media)
        _editor_tags[type(form)] = tags
    return mark_safe(tags.replace(NONCE_SLOT, str(context["request"].csp_nonce)))  # noqa: S308 - made just above  # nosec B308 B703


@register.simple_tag
def empty_field(form: BaseForm, name: str) -> SafeString:
    """
    Draw a field that nobody typed in yet.

    It looks the same in every form of a class, and drawing an editor takes longer than a query.
    """
    drawn = _empty_fields.get((type(form), name))
    if drawn is None:
        drawn = _empty_fields[type(form), name] = form[name].as_field_group()
    return drawn
