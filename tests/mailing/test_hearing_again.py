"""What a member stopped stands on her mail page, and comes again when she says so."""

from datetime import UTC, datetime

import pytest
from django.urls import reverse

from mailing.models import Unsubscription

pytestmark = pytest.mark.django_db
SINCE = datetime(2026, 11, 3, 9, tzinfo=UTC)


def test_a_member_lets_letters_come_again_and_nobody_does_so_for_her(scene, client_of):
    def stopped(member, label):
        return Unsubscription.objects.create(
            member=member, topic=f"question:{label}", label=label, since=SINCE
        )

    own, others = stopped(scene.participant, "Wat verandert er?"), stopped(scene.contact, "Iets anders")
    browser = client_of(scene.participant)

    page = browser.get(reverse("digests:preferences")).content.decode()
    assert "Wat verandert er?" in page
    assert "dinsdag 3 november 2026" in page
    assert "Iets anders" not in page

    for stop in (own, others):
        assert browser.post(reverse("mailing:hear-again", args=[stop.pk])).status_code == 303
    assert Unsubscription.objects.get() == others
    assert "Wat je stopte" not in browser.get(reverse("digests:preferences")).content.decode()
