"""What we say about privacy is what the code does, and editors have the last word."""

from datetime import UTC, datetime

import pytest

from home.models import ContentPage
from portal.statements import DAYS_KEPT, STATEMENTS, statement, write_statements

NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)


def test_statement_says_each_period_that_the_code_keeps_to():
    text = statement("privacy", NOW)

    assert [name for name, days in DAYS_KEPT.items() if f"{days} dagen" not in text] == []


@pytest.mark.django_db
def test_new_portal_says_what_it_keeps_and_for_whom_it_works(client):
    assert sorted(write_statements(now=NOW)) == sorted(STATEMENTS)

    privacy = client.get("/privacy/").content.decode()
    assert "Autoriteit Persoonsgegevens" in privacy
    assert "zondag 22 november 2026" in privacy
    accessibility = client.get("/toegankelijkheid/").content.decode()
    assert "Wat we nog niet hebben onderzocht" in accessibility
    assert 'href="/contact/"' in accessibility
    assert 'href="mailto:' in client.get("/contact/").content.decode()


@pytest.mark.django_db
def test_text_of_an_editor_stays(client):
    page = ContentPage.objects.get(slug="privacy")
    page.body = [("text", "<p>Zo doen wij het.</p>")]
    page.save_revision().publish()

    assert write_statements(now=NOW) == ["contact", "toegankelijkheid"]
    assert "Zo doen wij het." in client.get("/privacy/").content.decode()
    assert write_statements(now=NOW) == []
