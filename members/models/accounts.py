"""Members: people with an account, and the teams some of them are in."""

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils.crypto import salted_hmac

from members.querysets import MemberQuerySet
from privacy.rules import PERSONAL, SECRET

PROGRAMME_TEAM = "Programmateam"
EDITORS = "Redacteuren"
ADMINISTRATORS = "Beheerders"


class Level(models.TextChoices):
    """How much a member wants to hear by letter; the choice nearest to the thread holds."""

    OVERVIEW = "overview", "alleen overzicht"
    NEEDED = "needed", "als iemand mij nodig heeft"
    EVERYTHING = "everything", "alles meteen"


class Viewers(models.TextChoices):
    """Who sees a thing that a member tells of herself; each lets in everybody above it as well."""

    SELF = "self", "alleen ik"
    TEAM = "team", "programmateam"
    GROUPS = "groups", "mijn leergroepen"
    MEMBERS = "members", "alle leden"


def _viewers(label: str) -> models.CharField:
    """Who sees one field of a member: nobody else, until she says so."""
    closed = Viewers.SELF.value
    return models.CharField(label, max_length=8, choices=Viewers, default=closed, db_default=closed)


# What a member decides on herself; her name, organisation and role are for all members.
CHOOSABLE = ("phone", "email", "about", "call_hours")


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

    privacy = {
        "password": SECRET,
        "email": PERSONAL,
        "name": PERSONAL,
        "phone": PERSONAL,
        "about": PERSONAL,
        "call_hours": PERSONAL,
        "groups": PERSONAL,
        "user_permissions": PERSONAL,
    }

    # Always lower case, so that one plain index finds an address however it was typed.
    email = models.EmailField(
        "e-mailadres",
        max_length=254,
        unique=True,
        error_messages={"unique": "Er is al een lid met dit e-mailadres."},
    )
    name = models.CharField("naam", max_length=120)
    phone = models.CharField("telefoon", max_length=30, blank=True)
    # A sentence about herself, and when she likes to be called (*bel me gerust*).
    about = models.CharField("over jezelf", max_length=280, blank=True, db_default="")
    call_hours = models.CharField("bel me gerust", max_length=120, blank=True, db_default="")
    phone_viewers = _viewers("wie ziet het telefoonnummer")
    email_viewers = _viewers("wie ziet het e-mailadres")
    about_viewers = _viewers("wie leest wat zij over zichzelf schrijft")
    call_hours_viewers = _viewers("wie ziet wanneer zij gebeld wil worden")
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
    # Part of the proof that a session carries: one more, and all sessions of hers have ended.
    session_round = models.PositiveIntegerField("ronde van inloggen", default=0, db_default=0)

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    objects = MemberAccounts()

    # True in a session in which she showed no second factor (members/middleware.py): her place in a
    # team then counts for nothing.
    lacks_second_factor = False

    class Meta:
        verbose_name = "lid"
        verbose_name_plural = "leden"
        constraints = [
            models.CheckConstraint(condition=models.Q(email=Lower("email")), name="member_email_lower_case"),
            models.CheckConstraint(
                condition=models.Q(level__in=["overview", "needed", "everything"]), name="member_level"
            ),
            *(
                models.CheckConstraint(
                    condition=models.Q(**{f"{field}_viewers__in": Viewers.values}),
                    name=f"member_{field}_viewers",
                )
                for field in CHOOSABLE
            ),
        ]

    def __str__(self):
        return self.name or self.email

    def get_absolute_url(self):
        return reverse("members:member", args=[self.pk])

    def clean(self):
        """Lower the address before anything compares it."""
        self.email = self.email.lower()

    def _get_session_auth_hash(self, secret=None):
        """End her sessions when her password, her address or the round is another."""
        return salted_hmac(
            "members.Member.session",
            f"{self.password}|{self.email}|{self.session_round}",
            secret=secret,
            algorithm="sha256",
        ).hexdigest()

    def get_full_name(self):
        return self.name

    def get_short_name(self):
        return self.name.split(" ")[0]
