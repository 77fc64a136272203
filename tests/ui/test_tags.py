"""How times, people and pages of a list are shown."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core.paginator import Paginator
from django.template import Context, Template
from django.test import RequestFactory
from django.utils.formats import date_format
from django.utils.timezone import localtime
from hypothesis import given
from hypothesis import strategies as st

from ui.templatetags.ui import current, day, deadline, initials, link_to, moment

NOW = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)  # a Tuesday, half past ten in Amsterdam


def render(source: str, **context) -> str:
    return Template("{% load ui %}" + source).render(Context(context))


@pytest.mark.parametrize(
    ("left", "words"),
    [
        (timedelta(days=31), "nog 4 weken, tot vrijdag 25 december 2026, 10.30 uur"),
        (timedelta(days=13), "nog 13 dagen, tot maandag 7 december 2026, 10.30 uur"),
        (timedelta(days=2), "nog 2 dagen, tot donderdag 26 november 2026, 10.30 uur"),
        (timedelta(hours=14), "nog tot morgen, woensdag 25 november 2026, 00.30 uur"),
        (timedelta(hours=6, minutes=30), "nog vandaag, tot 17.00 uur"),
        (timedelta(minutes=59), "nog minder dan een uur, tot dinsdag 24 november 2026, 11.29 uur"),
        (timedelta(0), "gesloten sinds dinsdag 24 november 2026, 10.30 uur"),
        (timedelta(days=-1), "gesloten sinds maandag 23 november 2026, 10.30 uur"),
    ],
)
def test_a_deadline_is_said_in_words(left, words):
    assert deadline(NOW + left, NOW) == words


@given(value=st.integers(0, 4_000_000_000).map(lambda seconds: datetime.fromtimestamp(seconds, UTC)))
def test_days_and_moments_are_said_as_django_says_them_in_dutch(value):
    here = localtime(value)

    assert day(value) == date_format(here, "l j F Y")
    assert day(here.date()) == day(value)
    assert moment(value) == date_format(here, r"l j F Y, H.i \u\u\r")


def test_a_moment_is_also_said_to_machines():
    assert render("{{ at|time_tag }}", at=NOW) == (
        '<time datetime="2026-11-24T09:30:00+00:00">dinsdag 24 november 2026, 10.30 uur</time>'
    )


def test_days_to_a_deadline_are_counted_across_the_change_of_clocks():
    before, after = datetime(2026, 10, 24, 10, tzinfo=UTC), datetime(2026, 10, 26, 10, tzinfo=UTC)
    assert deadline(after, before).startswith("nog 2 dagen")


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("Noor van der Aalbers", "NA"),
        ("Sem", "S"),
        ("Fatima el Amrani-de Wit", "FW"),
        ("iemand@example.nl", "I"),
        ("", "?"),
    ],
)
def test_initials_skip_the_particles_of_a_surname(name, letters):
    assert f">{letters}</text>" in initials(name)


def test_initials_escape_what_a_member_calls_herself():
    assert "<b" not in initials("<b> <i>")


@pytest.mark.parametrize(
    ("here", "mark"),
    [("/leergroepen/", "page"), ("/leergroepen/3/", "true"), ("/leden/", None)],
)
def test_the_menu_marks_where_one_is(here, mark):
    request = RequestFactory().get(here)
    assert current({"request": request}, "/leergroepen/") == (f' aria-current="{mark}"' if mark else "")


def test_a_menu_entry_is_named_by_its_path_or_by_its_url():
    context = {"request": RequestFactory().get("/leergroepen/")}
    assert link_to(context, "learninggroups:list") == 'href="/leergroepen/" aria-current="page"'
    assert link_to(context, "/nieuws/") == 'href="/nieuws/"'


def test_pagination_keeps_what_else_is_in_the_address():
    request = RequestFactory().get("/leden/?q=noor&pagina=2")
    html = render("{% pagination page %}", request=request, page=Paginator(range(100), 10).page(2))
    assert 'href="?q=noor&amp;pagina=3"' in html
    assert html.count('aria-current="page"') == 1


def test_pagination_says_nothing_about_a_single_page():
    request = RequestFactory().get("/leden/")
    assert not render("{% pagination page %}", request=request, page=Paginator([1], 10).page(1)).strip()
