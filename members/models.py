"""Members, their organisations, and the invitations that bring them in."""

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.db.models.functions import Lower
from django.urls import reverse

from members.querysets import AffiliationQuerySet, InvitationQuerySet, MemberQuerySet, OrganizationQuerySet

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


class Region(models.Model):
    """A region in which local teams work together (*regio*)."""

    name = models.CharField("naam", max_length=80, unique=True)
    # Where its dot stands on the map, in degrees (WGS 84); a region without stays off the map.
    latitude = models.FloatField("breedtegraad", null=True, blank=True)
    longitude = models.FloatField("lengtegraad", null=True, blank=True)

    class Meta:
        verbose_name = "regio"
        verbose_name_plural = "regio's"

    def __str__(self):
        return self.name


class Organization(models.Model):
    """
    A member organisation (*lidorganisatie*): any form is welcome, only its name is required.

    ``kind`` is free text, because every team may say for itself what it is (S2).
    """

    name = models.CharField("naam", max_length=160, unique=True)
    kind = models.CharField("soort team", max_length=80, blank=True)
    municipalities = models.CharField(
        "gemeenten", max_length=400, blank=True, help_text="Met komma's ertussen."
    )
    region = models.ForeignKey(
        Region, models.SET_NULL, null=True, blank=True, related_name="organizations", verbose_name="regio"
    )
    themes = models.ManyToManyField(
        "themes.Theme", blank=True, related_name="organizations", verbose_name="thema's"
    )
    is_active = models.BooleanField("lid", default=True)
    # Until this day nobody asks it anything new (*nu even niet*); the day itself is the first again.
    rests_until = models.DateField("nu even niet tot", null=True, blank=True)

    objects = OrganizationQuerySet.as_manager()

    class Meta:
        verbose_name = "organisatie"
        verbose_name_plural = "organisaties"

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("members:organization", args=[self.pk])


class Affiliation(models.Model):
    """A member's place in an organisation, with the years (*aanstelling*); never deleted, only ended."""

    class Role(models.TextChoices):
        COLLEAGUE = "colleague", "lid"
        CONTACT = "contact", "contactpersoon"

    member = models.ForeignKey(Member, models.CASCADE, related_name="affiliations", verbose_name="lid")
    organization = models.ForeignKey(
        Organization, models.CASCADE, related_name="affiliations", verbose_name="organisatie"
    )
    role = models.CharField("rol", max_length=12, choices=Role, default=Role.COLLEAGUE)
    since_date = models.DateField("sinds", null=True, blank=True)
    until_date = models.DateField("tot", null=True, blank=True)

    objects = AffiliationQuerySet.as_manager()

    class Meta:
        verbose_name = "aanstelling"
        verbose_name_plural = "aanstellingen"
        constraints = [
            models.UniqueConstraint(
                fields=["member", "organization"],
                condition=models.Q(until_date=None),
                name="affiliation_one_current",
            ),
            models.CheckConstraint(
                condition=models.Q(role__in=["colleague", "contact"]), name="affiliation_role"
            ),
        ]

    def __str__(self):
        return f"{self.member_id} @ {self.organization_id} ({self.role})"


class Invitation(models.Model):
    """
    The way in (*uitnodiging*): one address, one token, fourteen days.

    Only the token's hash is kept. Opening the link changes nothing, because mail
    scanners open links too; accepting is a POST. Deleted a year after it expired.
    """

    email = models.EmailField("e-mailadres")
    name = models.CharField("naam", max_length=120, blank=True)
    organization = models.ForeignKey(
        Organization,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="invitations",
        verbose_name="organisatie",
    )
    role = models.CharField(
        "rol", max_length=12, choices=Affiliation.Role, default=Affiliation.Role.COLLEAGUE
    )
    token_hash = models.CharField(max_length=64, unique=True)
    invited_by = models.ForeignKey(
        Member, models.SET_NULL, null=True, related_name="+", verbose_name="uitgenodigd door"
    )
    invited_at = models.DateTimeField("uitgenodigd op")
    expires_at = models.DateTimeField("geldig tot")
    accepted_at = models.DateTimeField("aangenomen op", null=True, blank=True)
    withdrawn_at = models.DateTimeField("ingetrokken op", null=True, blank=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        verbose_name = "uitnodiging"
        verbose_name_plural = "uitnodigingen"

    def __str__(self):
        return f"Invitation {self.pk} for organization {self.organization_id}"
