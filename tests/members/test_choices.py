"""What a member chose is written down, in the words in which it was put to her."""

from datetime import timedelta

from digests import actions as digests
from learninggroups.actions.levels import choose_by_default
from members.models import Choice


def test_each_choice_about_mail_is_written_down_once(scene, now):
    reader = scene.participant
    digests.choose_frequency(actor=reader, frequency="never", now=now)
    digests.choose_frequency(actor=reader, frequency="never", now=now)
    digests.choose_content(actor=reader, without_content=True, how=Choice.How.LETTER, now=now)
    digests.pause_mail(actor=reader, until=(now + timedelta(days=7)).date(), now=now)
    digests.resume_mail(actor=reader, now=now)
    choose_by_default(level="overview", actor=reader, now=now)

    rows = Choice.objects.filter(member=reader).order_by("pk")

    assert [(row.words, row.choice, row.how) for row in rows] == [
        ("Hoe vaak wil je het overzicht krijgen?", "nooit", "site"),
        ("Zet geen inhoud in mijn mail", "ja", "letter"),
        ("Nu even niet tot", "tot 17-11-2026", "site"),
        ("Nu even niet tot", "niet meer", "site"),
        ("Wat wil je horen?", "alleen overzicht", "site"),
    ]
    assert {len(row.words_version) for row in rows} == {8}


def test_a_member_sees_her_own_choices_and_nobody_elses(scene, client_of, now):
    digests.choose_frequency(actor=scene.participant, frequency="daily", now=now)
    digests.choose_frequency(actor=scene.elsewhere, frequency="monthly", now=now)

    page = client_of(scene.participant).get("/account/keuzes/").content.decode()

    assert "elke dag" in page
    assert "elke maand" not in page
