"""What is national in the digest: all of it, what one follows in front, or nothing else."""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from digests import notifications
from digests.queries.lines import Block
from digests.queries.pages import digest_so_far
from home.actions import enquiries
from home.actions.publishing import announce_publication
from learninggroups.actions import following
from learninggroups.permissions import Roles
from members.models import Member
from tests.factories.home import DevelopmentPageFactory, EnquiryFactory
from tests.factories.themes import ProgrammeFactory, ThemeFactory
from themes.models import Following


@pytest.fixture
def published(scene, now):
    """Three summaries: of a programme, about a theme, and of neither."""
    programme, theme = ProgrammeFactory(slug="jeugd"), ThemeFactory(slug="wonen")
    pages = [
        DevelopmentPageFactory(title="Van het programma", programme=programme),
        DevelopmentPageFactory(title="Over het thema", themes=[theme]),
        DevelopmentPageFactory(title="Van geen van beide"),
    ]
    for page in pages:
        announce_publication(page=page, actor=None, now=now)
    return programme, theme, pages[0]


@pytest.fixture
def told(now):
    """Return a function that gives what a person's next digest tells of what is national."""

    def titles_for(person) -> list[str]:
        blocks = digest_so_far(person, Roles.of(person), now)
        national = [block for block in blocks if block.heading == Block.NATIONAL.value.heading]
        return [line.title for block in national for part in block.parts for line in part.lines]

    return titles_for


def test_what_is_followed_stands_first_and_the_rest_after_it(scene, published, told, now):
    programme, theme, _ = published
    everything = ["Van geen van beide", "Over het thema", "Van het programma"]
    assert told(scene.elsewhere) == everything

    following.follow(subject=programme, actor=scene.elsewhere, now=now)
    assert told(scene.elsewhere) == ["Van het programma", "Van geen van beide", "Over het thema"]

    chosen = {"programmes": [], "themes": [theme], "only_followed": True}
    following.choose_followed(**chosen, actor=scene.elsewhere, now=now)
    assert told(scene.elsewhere) == ["Over het thema"]

    following.unfollow(subject=theme, actor=scene.elsewhere)
    assert told(scene.elsewhere) == everything


def test_followers_are_told_of_answers(scene, published, told, now):
    programme, _, page = published
    enquiry = EnquiryFactory(page=page, asker=scene.participant)
    following.follow(subject=programme, actor=scene.elsewhere, now=now)
    before = told(scene.elsewhere)

    enquiries.answer_enquiry(enquiry=enquiry, text="Ja.", actor=scene.programme_team, now=now)

    assert told(scene.elsewhere).count("Van het programma") == before.count("Van het programma") + 1
    assert told(scene.contact).count("Van het programma") == 1
    enquiries.hide_enquiry(enquiry=enquiry, reason="Een naam.", actor=scene.programme_team, now=now)
    assert told(scene.elsewhere) == before


def test_a_button_on_each_page_follows_and_stops(scene, published, client_of):
    programme, _theme, _page = published
    client = client_of(scene.elsewhere)
    for name, slug, page in (
        ("learninggroups:follow-programme", "jeugd", programme.get_absolute_url()),
        ("learninggroups:follow-theme", "wonen", reverse("home:network", args=["wonen"])),
    ):
        assert "Volg dit" in client.get(page).content.decode()
        assert client.post(reverse(name, args=[slug])).headers["Location"] == page
        assert "Volg niet meer" in client.get(page).content.decode()
        client.post(reverse(name, args=[slug]), {"stop": "1"})
    assert not Following.objects.exists()
    assert "Volg dit programma<" not in client_of(None).get(programme.get_absolute_url()).content.decode()


def test_a_letter_leads_to_what_one_follows_without_signing_in(scene, published, client_of):
    programme, theme, _ = published
    token = notifications.settings_token(scene.elsewhere.pk)
    address = reverse("digests:preferences_by_letter", args=[token])
    typed = {"what": "following", "only_followed": "on"}

    refused = client_of(None).post(address, typed)
    kept = client_of(None).post(address, typed | {"programmes": [programme.pk], "themes": [theme.pk]})

    assert refused.status_code == 422
    assert "Kies dan eerst een programma of thema" in refused.content.decode()
    assert kept.status_code == 303
    assert Member.objects.get(pk=scene.elsewhere.pk).only_followed
    assert Following.objects.filter(member=scene.elsewhere).count() == 2


def test_a_guest_follows_nothing(scene, published, now):
    with pytest.raises(PermissionDenied):
        following.follow(subject=published[0], actor=scene.guest, now=now)
