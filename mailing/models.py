"""Letters that leave, addresses that refuse, and the hold that stops everything."""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models.query_utils import DeferredAttribute

from mailing import parts
from privacy.rules import (
    ACTOR,
    AS_PARENT,
    EDITORIAL,
    HER_ADDRESS_AND_GOES,
    HERS_AND_GOES,
    HIDDEN,
    INTERNAL,
    PERSONAL,
    PLAIN,
    Kept,
)

BODIES_KEPT = timedelta(days=14)
NO_LONGER_WAITS = models.Q(state__in=["sent", "failed", "held", "cancelled"])
ROWS_KEPT = timedelta(days=365)
# After this long an address that refused our letters is tried again.
REFUSAL_COUNTS = timedelta(days=30)


class Words(DeferredAttribute):
    """Gives the words of a letter wherever they are kept: in its own row, or as parts that letters share."""

    def __get__(self, instance, cls=None):
        own = super().__get__(instance, cls)
        if instance is None or own or not instance.parts:
            return own
        return getattr(parts.words(instance), self.field.attname)

    def __set__(self, instance, value):
        instance.__dict__[self.field.attname] = value


class BodyField(models.TextField):
    """
    Text of many kilobytes.

    Django gives PostgreSQL a batch of rows as one array per column, for which psycopg escapes
    every quote twice: for a batch of letters that took longer than all other work on them. A
    field with a placeholder of its own is sent as a plain value.
    """

    descriptor_class = Words

    def pre_save(self, model_instance, add):
        return model_instance.__dict__[self.attname]

    def get_placeholder(self, value, compiler, connection):
        return "%s"

    def deconstruct(self):
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.TextField", args, kwargs


class OutgoingMail(models.Model):
    """
    One letter to one address (*brief*), written in the transaction of its cause.

    The database is the queue. A worker claims rows under the token of its ``Lease``, which
    says which of them is being handed over. ``sending`` is a letter in doubt: it was handed
    over, and whether it arrived is not known. Bodies are
    emptied after 14 days (those with a secret as soon as they are sent), rows deleted after
    a year. docs/mail.md has the states and what moves a letter between them.
    """

    privacy = {
        "member": HERS_AND_GOES,
        "to_address": HER_ADDRESS_AND_GOES,
        "to_name": PERSONAL,
        "key": INTERNAL,
        "message_id": INTERNAL,
        "letter": PLAIN,
        "about": INTERNAL,
        "reply_about": INTERNAL,
        "list_of": HIDDEN,
        "subject": HIDDEN,
        "text": HIDDEN,
        "html": HIDDEN,
        "parts": INTERNAL,
        "calendar": HIDDEN,
        "thread_id": INTERNAL,
        "lease_token": INTERNAL,
        "last_code": PLAIN,
        "last_error": INTERNAL,
    }
    kept = (
        Kept(
            BODIES_KEPT,
            since="queued_at",
            fields=("text", "html", "parts", "calendar"),
            by="mailing.upkeep.retain",
            where=NO_LONGER_WAITS,
        ),
        Kept(ROWS_KEPT, since="queued_at", by="mailing.upkeep.retain", where=NO_LONGER_WAITS),
    )

    class State(models.TextChoices):
        QUEUED = "queued", "wacht"
        SENDING = "sending", "wordt verstuurd"
        SENT = "sent", "verstuurd"
        FAILED = "failed", "mislukt"
        HELD = "held", "vastgehouden"
        CANCELLED = "cancelled", "vervallen"

    class Priority(models.IntegerChoices):
        ACCOUNT = 1, "aanmelden"
        DIRECT = 2, "persoonlijk"
        NOTICE = 3, "bericht"
        DIGEST = 4, "overzicht"

    key = models.CharField("sleutel", max_length=160, unique=True)
    message_id = models.CharField("Message-ID", max_length=200, unique=True)
    letter = models.CharField("soort brief", max_length=60)
    member = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="letters",
        verbose_name="aan lid",
    )
    about = models.CharField("waarover", max_length=80, blank=True)
    # What a mailed reply to it is about; empty when it cannot be answered by mail.
    reply_about = models.CharField("antwoord gaat over", max_length=80, blank=True, default="", db_default="")
    # What a reader sorts it by, such as one group (``letters.MailingList``); else its kind says so.
    list_of = models.CharField("lijst", max_length=450, blank=True, default="", db_default="")
    to_address = models.EmailField("aan", max_length=254)
    to_name = models.CharField("naam", max_length=160, blank=True)
    subject = models.CharField("onderwerp", max_length=250)
    text = BodyField("tekst", blank=True)
    html = BodyField("opmaak", blank=True)
    # Of which shared parts it is made, when it has no words of its own (mailing/parts.py).
    parts = models.TextField("samengesteld uit", blank=True, default="", db_default="")
    # A message to a calendar program (RFC 5546) that goes along.
    calendar = models.TextField("voor de agenda", blank=True, default="", db_default="")
    thread_id = models.CharField("hoort bij", max_length=200, blank=True)
    has_secret = models.BooleanField("bevat een geheim", default=False)
    priority = models.PositiveSmallIntegerField("voorrang", choices=Priority, default=Priority.NOTICE)

    state = models.CharField("stand", max_length=10, choices=State, default=State.QUEUED)
    attempts = models.PositiveSmallIntegerField("pogingen met uitslag", default=0)
    claims = models.PositiveSmallIntegerField("keren geclaimd zonder uitslag", default=0)
    in_doubt = models.PositiveSmallIntegerField("keren in twijfel", default=0)
    due_at = models.DateTimeField("vanaf")
    expires_at = models.DateTimeField("niet meer na", null=True, blank=True)
    lease_token = models.CharField(max_length=32, blank=True)
    last_code = models.CharField("laatste code", max_length=12, blank=True)
    last_error = models.CharField("laatste fout", max_length=300, blank=True)
    tried_at = models.DateTimeField("laatst geprobeerd op", null=True, blank=True)
    queued_at = models.DateTimeField("geschreven op")
    sent_at = models.DateTimeField("verstuurd op", null=True, blank=True)

    class Meta:
        verbose_name = "brief"
        verbose_name_plural = "brieven"
        indexes = [
            models.Index(
                fields=["priority", "due_at", "id"],
                name="mail_due",
                condition=models.Q(state__in=["queued", "sending"]),
            ),
            models.Index(fields=["letter", "about"], name="mail_about"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state__in=["queued", "sending", "sent", "failed", "held", "cancelled"]),
                name="mail_state",
            )
        ]

    def __str__(self):
        return f"{self.letter} {self.key} ({self.state})"


# What a letter is without its words.
NO_WORDS = {"text": "", "html": "", "parts": "", "calendar": ""}


class LetterPart(models.Model):
    """
    Words that many letters share (*bouwsteen*), kept once for all letters about one subject.

    ``key`` is made of the words themselves (mailing/parts.py). Kept for as long as a letter
    about the subject has its words.
    """

    privacy = {"about": INTERNAL, "key": INTERNAL, "text": HIDDEN, "html": HIDDEN}
    kept = (Kept(BODIES_KEPT, since="made_at", by="mailing.upkeep.retain"),)

    about = models.CharField("waarover", max_length=80)
    key = models.CharField("kenmerk", max_length=16)
    text = models.TextField("tekst", blank=True)
    html = models.TextField("opmaak", blank=True)
    made_at = models.DateTimeField("gemaakt op")

    class Meta:
        verbose_name = "bouwsteen"
        verbose_name_plural = "bouwstenen"
        constraints = [models.UniqueConstraint(fields=["key", "about"], name="letter_part_once")]

    def __str__(self):
        return f"{self.about}: {self.key}"


class Lease(models.Model):
    """
    A batch of letters in the hands of one worker (*greep*), and how far it is with them.

    They are handed over in the order of their numbers, and ``handing`` is committed before a
    byte of that letter leaves. So whoever finds this row after its time knows: what comes
    before was accepted, this one is in doubt, and what comes after never left. Whoever
    deletes the row fences its worker off. One small row takes all marks, where a mark on
    the letter itself would rewrite all of its indexes.
    """

    privacy = {"token": INTERNAL}

    token = models.CharField(max_length=32, unique=True)
    handing = models.PositiveBigIntegerField("brief die nu weggaat", null=True)
    until = models.DateTimeField("geclaimd tot")

    class Meta:
        verbose_name = "greep"
        verbose_name_plural = "grepen"

    def __str__(self):
        return f"{self.token}: {self.handing}"


class MailEvent(models.Model):
    """
    What became of a letter after it left, as others told us (*postgebeurtenis*); only ever added to.

    ``key`` makes sure that what is told twice counts once. Rows are deleted after a year.
    """

    privacy = {
        "key": INTERNAL,
        "letter": AS_PARENT,
        "address": HER_ADDRESS_AND_GOES,
        "code": PLAIN,
        "detail": PERSONAL,
    }
    kept = (Kept(ROWS_KEPT, since="happened_at", by="mailing.upkeep.retain"),)

    class Kind(models.TextChoices):
        HARD = "hard", "adres bestaat niet"
        SOFT = "soft", "kon niet worden bezorgd"
        POLICY = "policy", "geweigerd om wie wij zijn"
        REJECTED = "rejected", "brief geweigerd"
        DELAYED = "delayed", "vertraagd"
        COMPLAINED = "complained", "als ongewenst gemeld"
        DELIVERED = "delivered", "bezorgd"
        TRUSTED = "trusted", "weer vertrouwd"

    key = models.CharField("kenmerk", max_length=160, unique=True)
    kind = models.CharField("soort", max_length=10, choices=Kind)
    letter = models.ForeignKey(
        OutgoingMail, models.SET_NULL, null=True, blank=True, related_name="events", verbose_name="brief"
    )
    address = models.EmailField("adres", max_length=254)
    code = models.CharField("code", max_length=12, blank=True)
    detail = models.CharField("uitleg", max_length=300, blank=True)
    happened_at = models.DateTimeField("wanneer")

    class Meta:
        verbose_name = "postgebeurtenis"
        verbose_name_plural = "postgebeurtenissen"
        indexes = [models.Index(fields=["address", "happened_at"], name="mail_event_address")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(
                    kind__in=[
                        "hard",
                        "soft",
                        "policy",
                        "rejected",
                        "delayed",
                        "complained",
                        "delivered",
                        "trusted",
                    ]
                ),
                name="mail_event_kind",
            )
        ]

    def __str__(self):
        return f"{self.kind} {self.key}"


class Suppression(models.Model):
    """
    An address that keeps refusing our letters (*geweigerd adres*); account letters are still tried.

    It never touches the account. It ends after a month, when a letter is delivered, or when a
    person says that the address works.
    """

    privacy = {"address": HER_ADDRESS_AND_GOES, "reason": PERSONAL}
    kept = (Kept(REFUSAL_COUNTS, since="since", by="mailing.upkeep.retain"),)

    address = models.EmailField("adres", max_length=254, unique=True)
    reason = models.CharField("reden", max_length=300)
    since = models.DateTimeField("sinds")

    class Meta:
        verbose_name = "geweigerd adres"
        verbose_name_plural = "geweigerde adressen"

    def __str__(self):
        return f"Suppression {self.pk}"


class Unsubscription(models.Model):
    """
    That a reader wants no more letters on one topic (*afmelding*), such as one question.

    She says so with the link at the foot of a letter. Of who has no account only a keyed hash of
    her address is kept.
    """

    privacy = {"member": HERS_AND_GOES, "address_key": INTERNAL, "topic": PLAIN, "label": HIDDEN}

    member = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="unsubscriptions",
        verbose_name="lid",
    )
    address_key = models.CharField("kenmerk van het adres", max_length=64, blank=True)
    topic = models.CharField("waarvan", max_length=80)
    # What the letter was called at whose foot she said so.
    label = models.CharField("onderwerp", max_length=250, blank=True)
    since = models.DateTimeField("sinds")

    class Meta:
        verbose_name = "afmelding"
        verbose_name_plural = "afmeldingen"
        constraints = [
            models.UniqueConstraint(
                fields=["member", "topic"],
                condition=models.Q(member__isnull=False),
                name="unsubscription_of_member",
            ),
            models.UniqueConstraint(
                fields=["address_key", "topic"],
                condition=models.Q(member=None),
                name="unsubscription_of_address",
            ),
            models.CheckConstraint(
                condition=models.Q(member=None) ^ models.Q(address_key=""), name="unsubscription_of_somebody"
            ),
        ]

    def __str__(self):
        return f"Unsubscription {self.pk} from {self.topic}"


class DomainPace(models.Model):
    """How many letters a receiving domain got in the last minute in which it got any (*tempo*)."""

    privacy = {"domain": INTERNAL}

    domain = models.CharField("domein", max_length=253, unique=True)
    minute = models.DateTimeField("minuut")
    count = models.PositiveIntegerField("aantal")

    class Meta:
        verbose_name = "tempo"
        verbose_name_plural = "tempo's"

    def __str__(self):
        return f"{self.domain}: {self.count}"


class Hold(models.Model):
    """A stop on all outgoing mail until a person releases it (*stop*)."""

    privacy = {"reason": EDITORIAL, "released_by": ACTOR}

    reason = models.CharField("reden", max_length=300)
    since = models.DateTimeField("sinds")
    released_at = models.DateTimeField("vrijgegeven op", null=True, blank=True)
    released_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="vrijgegeven door",
    )

    class Meta:
        verbose_name = "stop"
        verbose_name_plural = "stops"
        constraints = [
            # One open hold at most: a null is unique by its condition.
            models.UniqueConstraint(
                models.Value(1), condition=models.Q(released_at=None), name="hold_one_open"
            )
        ]

    def __str__(self):
        return f"Hold {self.pk}"


class Heartbeat(models.Model):
    """When a worker last looked for due letters (*hartslag*), for the health page."""

    privacy = {"name": INTERNAL, "trouble": INTERNAL}

    name = models.CharField("naam", max_length=40, unique=True)
    beat_at = models.DateTimeField("laatst gezien")
    trouble = models.CharField("wat er mis is", max_length=300, blank=True)

    class Meta:
        verbose_name = "hartslag"
        verbose_name_plural = "hartslagen"

    def __str__(self):
        return self.name


class KnownSite(models.Model):
    """The host name this database last sent mail for (*bekend adres*); another one means a copy or a move."""

    privacy = {"host": INTERNAL}

    host = models.CharField("adres", max_length=253)

    class Meta:
        verbose_name = "bekend adres"
        verbose_name_plural = "bekende adressen"

    def __str__(self):
        return self.host
