"""How often each member wants the digest, and which digest she was sent."""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models.functions import Lower

from activity.models import EVENTS_KEPT
from digests.querysets import (
    DeliveryQuerySet,
    DigestDeliveryQuerySet,
    DigestRunQuerySet,
    OpenSubscriptionQuerySet,
)
from members.models import Choice
from privacy.rules import ACTOR, AS_PARENT, HER_ADDRESS_AND_GOES, HERS_AND_GOES, INTERNAL, Kept

# What a member is asked about her mail, as it stands on the page and in what she chose.
ASKED = {
    Choice.Kind.DIGEST: "Hoe vaak wil je het overzicht krijgen?",
    Choice.Kind.PAUSE: "Nu even niet tot",
    Choice.Kind.CONTENT: "Zet geen inhoud in mijn mail",
}

UNCONFIRMED_KEPT = timedelta(days=7)


class MailPreference(models.Model):
    """
    A member's own choice of how often she gets the digest (*mailvoorkeur*); no row means the default.

    ``starts_after`` is the batch after which her digests begin: whoever comes back from
    *nooit* asked for news from now on, and not for a year of it in one letter.
    """

    privacy = {"member": HERS_AND_GOES}

    class Frequency(models.TextChoices):
        NEVER = "never", "nooit"
        DAILY = "daily", "elke dag"
        WEEKLY = "weekly", "elke week"
        MONTHLY = "monthly", "elke maand"

    class Weekday(models.IntegerChoices):
        MONDAY = 1, "maandag"
        TUESDAY = 2, "dinsdag"
        WEDNESDAY = 3, "woensdag"
        THURSDAY = 4, "donderdag"
        FRIDAY = 5, "vrijdag"
        SATURDAY = 6, "zaterdag"
        SUNDAY = 7, "zondag"

    member = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="mail_preference", verbose_name="lid"
    )
    frequency = models.CharField("hoe vaak", max_length=8, choices=Frequency, default=Frequency.WEEKLY)
    weekday = models.PositiveSmallIntegerField("op welke dag", choices=Weekday, default=Weekday.TUESDAY)
    starts_after = models.PositiveBigIntegerField("vanaf dagbundel", default=0)
    changed_at = models.DateTimeField("gewijzigd op")

    class Meta:
        verbose_name = "mailvoorkeur"
        verbose_name_plural = "mailvoorkeuren"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(frequency__in=["never", "daily", "weekly", "monthly"]),
                name="preference_frequency",
            ),
            models.CheckConstraint(
                condition=models.Q(weekday__gte=1, weekday__lte=7), name="preference_weekday"
            ),
        ]

    def __str__(self):
        return f"{self.member_id}: {self.frequency}"


class DigestRun(models.Model):
    """
    One sending of one kind of digest for one period (*verzending*).

    It exists with all its deliveries or not at all: both are written in one transaction.
    """

    privacy = {"period": INTERNAL, "stopped_by": ACTOR}

    kind = models.CharField("soort", max_length=8, choices=MailPreference.Frequency)
    period = models.CharField("periode", max_length=12)
    batch = models.ForeignKey(
        "activity.Batch", models.PROTECT, related_name="digest_runs", verbose_name="tot en met dagbundel"
    )
    planned_at = models.DateTimeField("gepland op")
    composed_at = models.DateTimeField("klaar op", null=True, blank=True)
    # A person stopped it: who has no letter yet reads this news in the next one.
    stopped_at = models.DateTimeField("stilgezet op", null=True, blank=True)
    stopped_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="stilgezet door",
    )

    objects = DigestRunQuerySet.as_manager()

    class Meta:
        verbose_name = "verzending"
        verbose_name_plural = "verzendingen"
        constraints = [models.UniqueConstraint(fields=["kind", "period"], name="digest_run_once")]

    def __str__(self):
        return f"{self.kind} {self.period}"


class DigestDelivery(models.Model):
    """
    One member's part in a run (*bezorging*): what she is told lies after one batch, up to another.

    A member's deliveries form a chain without gaps or overlaps: each begins where her last
    one ended, and no two can begin at the same batch. That makes it impossible for two
    planners, or for a change of frequency, to tell her something twice. It is settled once
    its letter arrived or there was nothing to tell; until then she gets no other. One whose
    letter never arrived is deleted, so that her next one begins where it began. What a digest
    has no room for goes along to her next one. Kept for a year; her last one for as long as
    she is a member.
    """

    privacy = {"member": HERS_AND_GOES, "carried": INTERNAL, "left_over": INTERNAL}
    kept = (Kept(EVENTS_KEPT, since="run__planned_at", by="digests.actions.plan_due"),)

    run = models.ForeignKey(DigestRun, models.CASCADE, related_name="deliveries", verbose_name="verzending")
    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="digest_deliveries", verbose_name="lid"
    )
    after = models.PositiveBigIntegerField("na dagbundel")
    up_to = models.PositiveBigIntegerField("tot en met dagbundel")
    composed_at = models.DateTimeField("klaar op", null=True, blank=True)
    settled_at = models.DateTimeField("afgerond op", null=True, blank=True)
    is_empty = models.BooleanField("niets te melden", default=False)
    # What her last digest had no room for, and what this one has none for (queries/leftovers.py).
    carried = models.TextField("bleef over van de vorige", blank=True, default="", db_default="")
    left_over = models.TextField("bleef over voor de volgende", blank=True, default="", db_default="")

    objects = DigestDeliveryQuerySet.as_manager()

    class Meta:
        verbose_name = "bezorging"
        verbose_name_plural = "bezorgingen"
        constraints = [
            models.UniqueConstraint(fields=["run", "member"], name="digest_delivery_once"),
            models.UniqueConstraint(fields=["member", "after"], name="digest_delivery_chain"),
            models.CheckConstraint(
                condition=models.Q(up_to__gt=models.F("after")), name="digest_delivery_forward"
            ),
        ]
        indexes = [
            models.Index(fields=["member", "-up_to"], name="digest_delivery_latest"),
            models.Index(
                fields=["run", "member"],
                name="digest_delivery_pending",
                condition=models.Q(composed_at=None),
            ),
            models.Index(
                fields=["member"],
                name="digest_delivery_unsettled",
                condition=models.Q(settled_at=None),
            ),
        ]

    def __str__(self):
        return f"{self.run_id} to {self.member_id}"


class WritingTurn(models.Model):
    """
    Whose turn it is to plan and write digests (*beurt*): one worker at a time, and one row.

    That keeps the other hands free for letters. It is no lock, since nothing goes wrong when two
    write at once: whoever is silent for too long loses it.
    """

    privacy = {"token": INTERNAL}

    token = models.CharField("van wie", max_length=32, blank=True)
    until = models.DateTimeField("tot")

    class Meta:
        verbose_name = "beurt"
        verbose_name_plural = "beurten"

    def __str__(self):
        return f"WritingTurn until {self.until}"


class OpenSubscription(models.Model):
    """
    An address that gets the open digest (*aanmelding*), of somebody who needs no account for it.

    It counts only once it was confirmed through the letter that went there. Who leaves, leaves
    nothing: her letters and this row are deleted, and with it her deliveries. So is what nobody
    confirmed within a week.
    """

    privacy = {"address": HER_ADDRESS_AND_GOES, "reader_key": INTERNAL}
    kept = (
        Kept(
            UNCONFIRMED_KEPT,
            since="asked_at",
            by="digests.actions.open.forget_unconfirmed",
            where=models.Q(confirmed_at=None),
        ),
    )

    class Frequency(models.TextChoices):
        MONTHLY = "monthly", "elke maand"
        WEEKLY = "weekly", "elke week"

    # Always lower case, so that one address is one subscription.
    address = models.EmailField("e-mailadres", max_length=254, unique=True)
    # How the link at the foot of her letters names her (``mailing.unsubscribing.reader_of``).
    reader_key = models.CharField("kenmerk van het adres", max_length=64, unique=True)
    frequency = models.CharField("hoe vaak", max_length=8, choices=Frequency, default=Frequency.MONTHLY)
    asked_at = models.DateTimeField("gevraagd op")
    confirmed_at = models.DateTimeField("bevestigd op", null=True, blank=True)
    starts_after = models.PositiveBigIntegerField("vanaf dagbundel", default=0)

    objects = OpenSubscriptionQuerySet.as_manager()

    class Meta:
        verbose_name = "aanmelding"
        verbose_name_plural = "aanmeldingen"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(frequency__in=["monthly", "weekly"]), name="open_subscription_frequency"
            ),
            models.CheckConstraint(
                condition=models.Q(address=Lower("address")), name="open_subscription_lower_case"
            ),
        ]

    def __str__(self):
        return f"OpenSubscription {self.pk}"


class OpenRun(models.Model):
    """One sending of the open digest for one period (*open verzending*), as ``DigestRun`` is for members."""

    privacy = {"period": INTERNAL, "stopped_by": ACTOR}

    kind = models.CharField("soort", max_length=8, choices=OpenSubscription.Frequency)
    period = models.CharField("periode", max_length=12)
    batch = models.ForeignKey(
        "activity.Batch", models.PROTECT, related_name="open_runs", verbose_name="tot en met dagbundel"
    )
    planned_at = models.DateTimeField("gepland op")
    composed_at = models.DateTimeField("klaar op", null=True, blank=True)
    stopped_at = models.DateTimeField("stilgezet op", null=True, blank=True)
    stopped_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="stilgezet door",
    )

    objects = DigestRunQuerySet.as_manager()

    class Meta:
        verbose_name = "open verzending"
        verbose_name_plural = "open verzendingen"
        constraints = [models.UniqueConstraint(fields=["kind", "period"], name="open_run_once")]

    def __str__(self):
        return f"open {self.kind} {self.period}"


class OpenDelivery(models.Model):
    """An address's part in an open run (*open bezorging*): a chain, as ``DigestDelivery`` is for a member."""

    privacy = {"subscription": AS_PARENT}

    run = models.ForeignKey(
        OpenRun, models.CASCADE, related_name="deliveries", verbose_name="open verzending"
    )
    subscription = models.ForeignKey(
        OpenSubscription, models.CASCADE, related_name="deliveries", verbose_name="aanmelding"
    )
    after = models.PositiveBigIntegerField("na dagbundel")
    up_to = models.PositiveBigIntegerField("tot en met dagbundel")
    composed_at = models.DateTimeField("klaar op", null=True, blank=True)
    settled_at = models.DateTimeField("afgerond op", null=True, blank=True)
    is_empty = models.BooleanField("niets te melden", default=False)

    objects = DeliveryQuerySet.as_manager()

    class Meta:
        verbose_name = "open bezorging"
        verbose_name_plural = "open bezorgingen"
        constraints = [
            models.UniqueConstraint(fields=["run", "subscription"], name="open_delivery_once"),
            models.UniqueConstraint(fields=["subscription", "after"], name="open_delivery_chain"),
            models.CheckConstraint(
                condition=models.Q(up_to__gt=models.F("after")), name="open_delivery_forward"
            ),
        ]

    def __str__(self):
        return f"{self.run_id} to {self.subscription_id}"
