"""Who takes part in a group, follows it, was invited, or is a guest."""

from datetime import timedelta

from django.conf import settings
from django.db import models

from learninggroups.models.groups import LearningGroup
from learninggroups.querysets import GroupInvitationQuerySet, MembershipQuerySet
from members.models import Level
from privacy.rules import ACTOR, HER_ADDRESS_AND_GOES, HERS_AND_GOES, PERSONAL, SECRET, WORDS, Kept

# Long enough to see who did not answer, and to ask again.
INVITATION_KEPT = timedelta(days=90)

INVITATION_LASTS = timedelta(days=28)


class Membership(models.Model):
    """A member's place in a group, her request for one, or that she reads along (*deelname*)."""

    privacy = {"member": HERS_AND_GOES, "motivation": WORDS}

    class Role(models.TextChoices):
        FOLLOWER = "follower", "volger"
        REQUESTED = "requested", "aangevraagd"
        PARTICIPANT = "participant", "deelnemer"
        FACILITATOR = "facilitator", "begeleider"

    group = models.ForeignKey(
        LearningGroup, models.CASCADE, related_name="memberships", verbose_name="leergroep"
    )
    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="memberships", verbose_name="lid"
    )
    role = models.CharField("rol", max_length=12, choices=Role, default=Role.PARTICIPANT)
    motivation = models.CharField("waarom wil je meedoen", max_length=400, blank=True)
    joined_at = models.DateTimeField("sinds")
    # Empty: her own default holds.
    level = models.CharField("wat wil je horen", max_length=10, choices=Level, blank=True)
    wants_letters = models.BooleanField("wil de brieven van de begeleiders", default=True)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        verbose_name = "deelname"
        verbose_name_plural = "deelnames"
        constraints = [
            models.UniqueConstraint(fields=["group", "member"], name="membership_once"),
            models.CheckConstraint(
                condition=models.Q(role__in=["follower", "requested", "participant", "facilitator"]),
                name="membership_role",
            ),
        ]

    def __str__(self):
        return f"{self.member_id} in {self.group_id} ({self.role})"


class ThemeChoice(models.Model):
    """
    What a member wants to hear of the groups of a theme (*wat wil je horen van een thema*).

    It holds in each of them where she chose nothing nearer by, also in those she joins later.
    """

    privacy = {"member": HERS_AND_GOES}

    theme = models.ForeignKey(
        "themes.Theme", models.CASCADE, related_name="level_choices", verbose_name="thema"
    )
    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="theme_choices", verbose_name="lid"
    )
    level = models.CharField("wat wil je horen", max_length=10, choices=Level)

    class Meta:
        verbose_name = "keuze voor een thema"
        verbose_name_plural = "keuzes voor een thema"
        constraints = [
            models.UniqueConstraint(fields=["theme", "member"], name="theme_choice_once"),
            models.CheckConstraint(
                condition=models.Q(level__in=["overview", "needed", "everything"]), name="theme_choice_level"
            ),
        ]

    def __str__(self):
        return f"{self.member_id} for theme {self.theme_id}: {self.level}"


class GroupInvitation(models.Model):
    """
    That somebody is asked into a group, or as a guest into one of its threads (*uitnodiging voor een groep*).

    Valid 28 days after it was last sent. Only the token's hash is kept, and accepting is a POST.
    """

    privacy = {"email": HER_ADDRESS_AND_GOES, "name": PERSONAL, "token_hash": SECRET, "invited_by": ACTOR}
    kept = (
        Kept(INVITATION_KEPT, since="sent_at", by="learninggroups.actions.invitations.forget_invitations"),
    )

    group = models.ForeignKey(
        LearningGroup, models.CASCADE, related_name="invitations", verbose_name="leergroep"
    )
    # A guest is asked into this thread alone, until a day.
    thread = models.ForeignKey(
        "learninggroups.Thread",
        models.CASCADE,
        null=True,
        blank=True,
        related_name="invitations",
        verbose_name="gesprek",
    )
    guest_until = models.DateField("gast tot en met", null=True, blank=True)
    email = models.EmailField("e-mailadres")
    # As whoever invited her wrote it; she says herself what she is called.
    name = models.CharField("naam", max_length=120, blank=True)
    token_hash = models.CharField(max_length=64, unique=True)
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name="uitgenodigd door",
    )
    invited_at = models.DateTimeField("uitgenodigd op")
    sent_at = models.DateTimeField("laatst gestuurd op")
    accepted_at = models.DateTimeField("aangenomen op", null=True, blank=True)
    withdrawn_at = models.DateTimeField("ingetrokken op", null=True, blank=True)

    objects = GroupInvitationQuerySet.as_manager()

    class Meta:
        verbose_name = "uitnodiging voor een groep"
        verbose_name_plural = "uitnodigingen voor een groep"
        constraints = [
            models.UniqueConstraint(
                fields=["group", "email"],
                condition=models.Q(thread=None, accepted_at=None, withdrawn_at=None),
                name="group_invitation_one_open",
            ),
            models.UniqueConstraint(
                fields=["thread", "email"],
                condition=models.Q(accepted_at=None, withdrawn_at=None),
                name="guest_invitation_one_open",
            ),
            models.CheckConstraint(
                condition=models.Q(thread=None, guest_until=None)
                | models.Q(thread__isnull=False, guest_until__isnull=False),
                name="guest_invitation_has_an_end",
            ),
        ]

    def __str__(self):
        return f"Invitation {self.pk} for group {self.group_id}"

    @property
    def expires_at(self):
        """Until when the link of the last letter works."""
        return self.sent_at + INVITATION_LASTS


class ThreadGuest(models.Model):
    """
    Somebody from outside the group who reads and writes in one thread until a day (*gast*).

    The tick writes ``ended_at`` once that day has passed, so that no permission asks the clock.
    """

    privacy = {"member": HERS_AND_GOES, "invited_by": ACTOR}

    thread = models.ForeignKey(
        "learninggroups.Thread", models.CASCADE, related_name="guests", verbose_name="gesprek"
    )
    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="guest_places", verbose_name="gast"
    )
    until = models.DateField("tot en met")
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name="uitgenodigd door",
    )
    since = models.DateTimeField("sinds")
    ended_at = models.DateTimeField("beëindigd op", null=True, blank=True)

    class Meta:
        verbose_name = "gast"
        verbose_name_plural = "gasten"
        constraints = [
            models.UniqueConstraint(
                fields=["thread", "member"], condition=models.Q(ended_at=None), name="thread_guest_once"
            )
        ]
        indexes = [models.Index(fields=["until"], condition=models.Q(ended_at=None), name="thread_guest_due")]

    def __str__(self):
        return f"{self.member_id} is a guest in thread {self.thread_id}"
