"""The demonstration network is as large as was promised, and its first digest has much to tell."""

from datetime import datetime, timedelta

from django.core.management import call_command
from django.utils import timezone

from digests import actions
from home.models import DevelopmentPage, LessonPage
from learninggroups.models import (
    INVITATION_LASTS,
    GroupInvitation,
    GroupLetter,
    GroupProposal,
    LearningGroup,
    Recognition,
    Report,
    Thread,
)
from learninggroups.permissions import Roles
from learninggroups.queries.tending import tending_page
from mailing.models import OutgoingMail
from members.models import Member, Organization
from questions.models import Question, Verdict

# A Saturday morning, and the Tuesday after it.
LOADED = datetime(2026, 11, 7, 10, tzinfo=timezone.get_default_timezone())
TUESDAY = datetime(2026, 11, 10, 7, tzinfo=timezone.get_default_timezone())


def test_demonstration_is_a_living_network(db, client_of, time_machine, settings, tmp_path):
    settings.DATA_DIR = tmp_path
    time_machine.move_to(LOADED, tick=False)

    call_command("load_demonstration")

    assert Organization.objects.count() >= 60
    assert Member.objects.filter(is_guest=False).count() == 300
    assert LearningGroup.objects.count() == 12
    assert DevelopmentPage.objects.live().count() == 8
    assert LessonPage.objects.live().count() == 6
    assert_questions_are_at_every_stage()
    assert_groups_live()
    sign_ins = (tmp_path / "demonstration.txt").read_text().splitlines()
    assert Member.objects.filter(email=sign_ins[0].split()[-1]).exists()
    a_member = Member.objects.exclude(groups__isnull=False).exclude(memberships=None).first()
    preview = client_of(a_member).get("/mail/overzicht/").content.decode()
    for heading in ("Landelijk", "Jouw leergroepen", "Lessen en kennis", "Nieuws"):
        assert f">{heading}<" in preview
    assert_first_digests_come_on_tuesday()


def assert_questions_are_at_every_stage() -> None:
    """From offered to told back, with a second round, and with words in the margin of one synthesis."""
    opened = Question.objects.exclude(opened_at=None).order_by("opened_at")
    assert list(opened.values_list("state", flat=True)) == [
        "completed",
        "second_round",
        "returned",
        "interpreting",
        "open",
        "open",
    ]
    before = Question.objects.filter(opened_at=None).order_by("created_at")
    assert list(before.values_list("state", flat=True)) == ["scheduled", "submitted"]
    assert set(Verdict.objects.values_list("word", flat=True)) == {"right", "nuance"}


def assert_groups_live() -> None:
    """Every kind of openness and form is there, and something waits for everybody who leads."""
    kinds = set(LearningGroup.objects.values_list("openness", "is_confidential"))
    assert kinds == {("open", False), ("members", False), ("closed", False), ("closed", True)}
    assert set(Thread.objects.values_list("form", flat=True)) == set(Thread.Form.values)
    guest = Member.objects.get(is_guest=True)
    assert guest.memberships.count() == guest.posts.count() == 1
    now = timezone.now()
    valid = GroupInvitation.objects.open().sent_after(now - INVITATION_LASTS)
    assert (valid.count(), GroupInvitation.objects.open().count()) == (1, 2)
    assert GroupProposal.objects.get(decided_at=None).theme.raised_hands.count() == 3
    assert Recognition.objects.count() == 2
    assert Report.objects.filter(settled_at=None).count() == 1
    assert GroupLetter.objects.get().sent_at is not None
    assert LessonPage.objects.get(live=False).passages.count() == 2
    leader = LearningGroup.objects.get(name="Veiligheid").memberships.facilitating().first().member
    page = tending_page(Roles.of(leader), LearningGroup.objects.get(name="Veiligheid"), now)
    assert (len(page.requests), page.reports, len(page.facilitators)) == (1, 1, 2)


def assert_first_digests_come_on_tuesday() -> None:
    """Nobody is written to before, and then everybody who takes the default is."""
    for now in (LOADED, LOADED + timedelta(days=1), LOADED + timedelta(days=2)):
        actions.plan_due(now=now)
        assert sum(actions.write_due(now=now)) == 0

    actions.plan_due(now=TUESDAY)
    for _written in actions.write_due(now=TUESDAY):
        pass

    digests = OutgoingMail.objects.filter(letter="digest")
    assert digests.count() == Member.objects.filter(is_guest=False).count()
    assert digests.filter(subject__contains="wacht").exists()
