"""How far each member has been told."""

from django.db.models import Case, Exists, F, OuterRef, Q, QuerySet, Subquery, TextField, Value, When
from django.db.models.functions import Coalesce, Greatest
from django.utils import timezone

from activity.models import Batch
from digests.models import DigestDelivery, MailPreference
from digests.queries.moments import Moment
from members.models import Member

DEFAULT = MailPreference(frequency=MailPreference.Frequency.WEEKLY, weekday=MailPreference.Weekday.TUESDAY)


def wanting(moment: Moment) -> QuerySet[Member]:
    """
    Active members who want a digest at this moment and are not away; who chose nothing wants the default.

    Whose last letter is still on its way is passed over: she gets that one first, and at
    her next moment everything since, with what that letter told when it never arrived.
    """
    chosen = Q(mail_preference__frequency=moment.kind)
    if moment.weekday is not None:
        chosen &= Q(mail_preference__weekday=moment.weekday)
    if (moment.kind, moment.weekday) == (DEFAULT.frequency, DEFAULT.weekday):
        chosen |= Q(mail_preference=None)
    is_away = Q(mail_paused_until__gt=timezone.localdate(moment.at))
    on_its_way = DigestDelivery.objects.unsettled().filter(member=OuterRef("pk"))
    return Member.objects.active().filter(chosen).exclude(Exists(on_its_way)).exclude(is_away)


def with_position(members: QuerySet[Member]) -> QuerySet[Member]:
    """
    Annotate the batch up to which each member has been told, as ``position``.

    It is the end of her last delivery; a new member begins at the last batch sealed before
    she joined, and who came back from *nooit* at the moment she did. What that last delivery
    had no room for is ``carried``, unless she did not want anything since.
    """
    last = DigestDelivery.objects.filter(member=OuterRef("pk")).order_by("-up_to")
    joined = (
        Batch.objects.filter(sealed_at__lte=OuterRef("joined_at")).order_by("-number").values("number")[:1]
    )
    return members.annotate(
        told=Coalesce(Subquery(last.values("up_to")[:1]), 0),
        begins=Coalesce(F("mail_preference__starts_after"), 0),
        position=Greatest("told", "begins", Coalesce(Subquery(joined), 0)),
        carried=Case(
            When(told__gt=F("begins"), then=Subquery(last.values("left_over")[:1])),
            default=Value(""),
            output_field=TextField(),
        ),
    )
