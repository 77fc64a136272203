"""Every kind of letter says why it came, and changes that one thing without signing in."""

import pytest
from django.apps import apps
from django.template.loader import get_template
from django.test import Client

from mailing import claims, letters
from mailing.models import Unsubscription
from tests.factories.mailing import OutgoingMailFactory
from tests.factories.members import MemberFactory
from tests.golden import LETTERS, WITHOUT_STOP
from tests.house.source import ROOT

# What stopping does to these is an action of their own app, tested there.
OWN_STOP = {"digest", "group_letter", "member_message", "open_digest", "posts_written"}
# Whoever stops this is forgotten, so nothing is left to put back.
FOR_GOOD = {"open_digest"}

# Most letters are about a question, or read only the number behind the colon.
ABOUT = {
    "approval_asked": "approval",
    "approval_refused": "approval",
    "lesson_consent": "consent",
    "question_passed_on": "recipient",
}

KINDS = sorted(letters._kinds)
STOPPABLE = [name for name in KINDS if name not in WITHOUT_STOP]


def path_of(url: str) -> str:
    return url.removeprefix("http://localhost:8000")


def test_every_app_registers_its_kinds():
    folders = {path.name for path in (ROOT / "templates" / "letters").iterdir() if path.is_dir()}

    assert apps.ready
    assert folders | {"account"} == set(KINDS)


@pytest.mark.parametrize("name", KINDS)
def test_a_kind_says_why_it_came(name):
    reason = letters.kind_named(name).reason

    assert reason
    assert reason[0].islower(), "it goes on after: Je krijgt dit omdat"
    assert not reason.endswith(".")


@pytest.mark.parametrize("name", STOPPABLE)
def test_a_kind_has_words_for_stopping_and_puts_them_at_its_foot(name):
    kind = letters.kind_named(name)

    assert kind.stop, "give it stop_words, and a stop of its own where those are not enough"
    assert kind.undo or name in FOR_GOOD
    assert kind.stop_words
    for form in ("txt", "html"):
        source = get_template(f"letters/{name}/body.{form}").template.source
        assert f'extends "letters/base.{form}"' in source or "stop_url" in source
        assert "{% block foot %}" not in source or "stop_url" in source


@pytest.mark.parametrize("name", [name for name in STOPPABLE if name != "notice"])
def test_a_kind_is_kept_word_for_word(name):
    """:func:`tests.golden.assert_letter` looks at the foot of each."""
    assert list(LETTERS.glob(f"{name}*.txt"))


@pytest.mark.django_db
@pytest.mark.parametrize("has_account", [True, False])
@pytest.mark.parametrize("name", [name for name in STOPPABLE if name not in OWN_STOP])
def test_its_link_stops_that_one_thing_and_nothing_else(name, has_account, now):
    kind, subject = letters.kind_named(name), ABOUT.get(name, "question")
    reader = MemberFactory() if has_account else None
    here, elsewhere = (
        OutgoingMailFactory(letter=name, member=reader, to_address="lezer@example.nl", about=about)
        for about in (f"{subject}:1", f"{subject}:2")
    )
    address = path_of(letters.stop_url(kind, letters.reader_of(here.member_id, here.to_address), here.about))
    browser = Client(enforce_csrf_checks=True)

    # A mail scanner opens every link, more than once.
    assert [browser.get(address).status_code for _ in range(2)] == [200, 200]
    assert not Unsubscription.objects.exists()

    done = browser.post(address, {"List-Unsubscribe": "One-Click"})
    refused = claims.unwanted([here, elsewhere], now)
    browser.post(address, {"undo": done.context["undo"]})

    stopped = "De lezer wil hierover geen brieven meer."
    topics = kind.topics([here.about, elsewhere.about]) if kind.topics else {}
    counts_together = len(set(topics.values())) == 1
    assert refused[here.pk] == stopped
    assert (refused.get(elsewhere.pk) == stopped) is counts_together
    assert not Unsubscription.objects.exists()
    assert "sessionid" not in done.cookies
