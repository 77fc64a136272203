"""Members: people with an account, and the teams some of them are in."""

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.db.models.functions import Lower
from django.urls import reverse

from members.querysets import MemberQuerySet

PROGRAMME_TEAM = "Programmateam"
EDITORS = "Redacteuren"
ADMINISTRATORS = "Beheerders"


class Level(models.TextChoices):
    """How much a member wants to hear by letter; the choice nearest to the thread holds."""

    OVERVIEW = "overview", "alleen overzicht"
    NEEDED = "needed", "als iemand mij nodig heeft"
    EVERYTHING = "everything", "alles meteen"


class MemberAccounts(BaseUserManager.from_queryset(MemberQuerySet)):
    """What Django's createsuperuser asks of a user model's manager."""

    def create_user(self, email: str, password: str | None = None, **fields) -> "Member":
        """Create a member; without a password she signs in by mailed code."""
        member = self.model(email=email.lower(), **fields)
        member.set_password(password)
        member.save(using=self._db)
        return member

    def create_superuser(self, email: str, password: str | None = None, **fields) -> "Member":
        """Create a member who may do everything in the back office."""
        return self.create_user(email, password, is_superuser=True, **fields)


class Member(AbstractBaseUser, PermissionsMixin):
    """
    A person with an account (*lid*), who signs in by e-mail.

    Kept until she leaves; what leaving does is in docs/operations.md.
    """

    # Always lower case, so that one plain index finds an address however it was typed.
    email = models.EmailField(
        "e-mailadres",
        max_length=254,
        unique=True,
        error_messages={"unique": "Er is al een lid met dit e-mailadres."},
    )
    name = models.CharField("naam", max_length=120)
    phone = models.CharField("telefoon", max_length=30, blank=True)
    shows_phone = models.BooleanField("telefoon zichtbaar voor leden", default=False)
    is_active = models.BooleanField("actief", default=True)
    joined_at = models.DateTimeField("lid sinds", null=True, blank=True)
    # Somebody from outside who was asked into a group or a thread, and sees only that.
    is_guest = models.BooleanField("gast", default=False)
    level = models.CharField("wat wil je horen", max_length=10, choices=Level, default=Level.NEEDED)
    # From this day on she gets letters again; sign-in codes always go.
    mail_paused_until = models.DateField("nu even geen mail tot", null=True, blank=True)
    # Of what is national, only the programmes and themes that she follows.
    only_followed = models.BooleanField("alleen wat ik volg", default=False, db_default=False)
    mail_without_content = models.BooleanField("mail zonder inhoud", default=False, db_default=False)

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    objects = MemberAccounts()

    class Meta:
        verbose_name = "lid"
        verbose_name_plural = "leden"
        constraints = [
            models.CheckConstraint(condition=models.Q(email=Lower("email")), name="member_email_lower_case"),
            models.CheckConstraint(
                condition=models.Q(level__in=["overview", "needed", "everything"]), name="member_level"
            ),
        ]

    def __str__(self):
        return self.name or self.email

    def get_absolute_url(self):
        return reverse("members:member", args=[self.pk])

    def clean(self):
        """Lower the address before anything compares it."""
        self.email = self.email.lower()

    def get_full_name(self):
        return self.name

    def get_short_name(self):
        return self.name.split(" ")[0]
