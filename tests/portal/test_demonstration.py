"""The demonstration network is as large as was promised, and its first digest has much to tell."""

from datetime import datetime, timedelta

from django.core.management import call_command
from django.utils import timezone

from digests import actions
from home.models import DevelopmentPage, LessonPage
from learninggroups.models import LearningGroup
from mailing.models import OutgoingMail
from members.models import Member, Organization
from questions.models import Question

# A Saturday morning, and the Tuesday after it.
LOADED = datetime(2026, 11, 7, 10, tzinfo=timezone.get_default_timezone())
TUESDAY = datetime(2026, 11, 10, 7, tzinfo=timezone.get_default_timezone())


def test_demonstration_is_a_living_network(db, client_of, time_machine, settings, tmp_path):
    settings.DATA_DIR = tmp_path
    time_machine.move_to(LOADED, tick=False)

    call_command("load_demonstration")

    assert Organization.objects.count() >= 60
    assert Member.objects.count() == 300
    assert LearningGroup.objects.count() == 12
    assert DevelopmentPage.objects.live().count() == 8
    assert LessonPage.objects.live().count() == 6
    states = Question.objects.order_by("opened_at").values_list("state", flat=True)
    assert list(states) == ["completed", "interpreting", "open"]
    sign_ins = (tmp_path / "demonstration.txt").read_text().splitlines()
    assert Member.objects.filter(email=sign_ins[0].split()[-1]).exists()
    a_member = Member.objects.exclude(groups__isnull=False).exclude(memberships=None).first()
    preview = client_of(a_member).get("/mail/overzicht/").content.decode()
    for heading in ("Landelijk", "Jouw leergroepen", "Open lessen", "Nieuws"):
        assert f">{heading}<" in preview
    assert_first_digests_come_on_tuesday()


def assert_first_digests_come_on_tuesday() -> None:
    """Nobody is written to before, and then everybody who takes the default is."""
    for now in (LOADED, LOADED + timedelta(days=1), LOADED + timedelta(days=2)):
        actions.plan_due(now=now)
        assert sum(actions.write_due(now=now)) == 0

    actions.plan_due(now=TUESDAY)
    for _written in actions.write_due(now=TUESDAY):
        pass

    digests = OutgoingMail.objects.filter(letter="digest")
    assert digests.count() == Member.objects.count()
    assert digests.filter(subject__contains="wacht").exists()
