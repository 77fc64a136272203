"""Reusable filters on groups, memberships, threads and posts."""

from datetime import date, datetime, timedelta

from django.db.models import (
    Case,
    F,
    FilteredRelation,
    OuterRef,
    PositiveIntegerField,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Coalesce

# After so long without a word the programme team looks whether a group needs help.
SILENT_AFTER = timedelta(weeks=8)
# And then it leaves the group in peace for so long.
HELP_RESTS = timedelta(weeks=8)

# The kinds of openness, from the fewest readers to the most.
WIDTHS = ("closed", "members", "open")


def narrower_than(openness: str) -> tuple[str, ...]:
    """Return the kinds of openness with fewer readers than this one."""
    return WIDTHS[: WIDTHS.index(openness)]


def wider_than(openness: str) -> tuple[str, ...]:
    """Return the kinds of openness with more readers than this one."""
    return WIDTHS[WIDTHS.index(openness) + 1 :]


def narrowest(*kinds: str) -> str:
    """Return which of these kinds of openness has the fewest readers."""
    return min(kinds, key=WIDTHS.index)


def _wide_enough(roles) -> list[str]:
    """The kinds of openness that let in who is neither participant nor guest."""
    return ["open", "members"] if roles.is_member else ["open"]


def _readable(roles, group: str) -> Q:
    """What :func:`~learninggroups.permissions.may_read` says, for the group at the end of a path."""
    return Q(**{f"{group}openness__in": _wide_enough(roles)}) | Q(**{f"{group}pk__in": roles.participates})


def _visible_thread(roles, thread: str, *narrower: str) -> Q:
    """
    What :func:`~learninggroups.permissions.may_see_thread` says, for the thread at the end of a path.

    ``narrower`` names further columns that say how wide something may be read by outsiders.
    """
    wide = _wide_enough(roles)
    columns = [f"{thread}group__openness", f"{thread}openness", *narrower]
    exposed = Q(**{f"{column}__in": wide for column in columns})
    inside = Q(**{f"{thread}group__in": roles.participates})
    # An empty list would cost a join for nothing.
    return exposed | inside | Q(**{f"{thread}pk__in": roles.guest_in}) if roles.guest_in else exposed | inside


def _moderated_by(roles) -> frozenset[int]:
    """The groups in which this person keeps order, see :func:`~learninggroups.permissions.may_moderate`."""
    return roles.participates if roles.is_programme_team else roles.facilitates


def _before_team(report: str) -> Q:
    """Reports to the programme team that wait, or of a post that is hidden."""
    waits_or_hidden = Q(**{f"{report}settled_at": None}) | Q(**{f"{report}post__hidden_at__isnull": False})
    return Q(**{f"{report}to_programme_team": True}) & waits_or_hidden


class WrittenQuerySet(QuerySet):
    """What somebody wrote, and how wide she agreed to be read."""

    def narrower_than(self, openness: str):
        """What fewer people may read than this."""
        return self.filter(openness__in=narrower_than(openness))

    def wider_than(self, openness: str):
        """What more people may read than this."""
        return self.filter(openness__in=wider_than(openness))


class LearningGroupQuerySet(QuerySet):
    def visible_to(self, roles):
        """Everybody may know that a group exists; what is inside is another question."""
        return self.all()

    def current(self):
        """Groups that are alive; an archived one can be read, but is in no list."""
        return self.filter(archived_at=None)

    def not_helped_since(self, moment: datetime):
        """Groups to which the programme team offered no help after this."""
        return self.filter(Q(help_offered_at=None) | Q(help_offered_at__lte=moment))

    def silent_since(self, moment: datetime):
        """Living groups in which nothing was said after this; adds ``quiet_since``."""
        threads = self.model._meta.get_field("threads").related_model.objects
        last = threads.filter(group=OuterRef("pk")).order_by("-last_post_at").values("last_post_at")[:1]
        quiet = Coalesce(Subquery(last), F("created_at"))
        return self.current().annotate(quiet_since=quiet).filter(quiet_since__lte=moment)

    def readable_by(self, roles):
        """Groups whose threads this person may read."""
        return self.filter(_readable(roles, ""))

    def with_people_known_to(self, roles):
        """Living groups of which this person may know who takes part."""
        if not roles.is_member:
            return self.none()
        return self.current().filter(~Q(openness="closed") | Q(pk__in=roles.participates))


class MembershipQuerySet(QuerySet):
    def visible_to(self, roles):
        """A facilitator sees the places in her group, and everyone her own."""
        if roles.member_id is None:
            return self.none()
        return self.filter(Q(group__in=roles.facilitates) | Q(member=roles.member_id))

    def requested(self):
        """Requests that nobody has answered yet."""
        return self.filter(role="requested")

    def taking_part(self):
        """Places of participants and facilitators."""
        return self.filter(role__in=["participant", "facilitator"])

    def facilitating(self):
        """Places of facilitators."""
        return self.filter(role="facilitator")


class GroupLetterQuerySet(QuerySet):
    def visible_to(self, roles):
        """
        Who takes part reads the letters that were sent; who leads sees those that wait as well.

        The programme team sees what asks for a second look, unless the group is confidential.
        """
        seen = Q(sent_at__isnull=False, group__in=roles.participates) | Q(group__in=roles.facilitates)
        if roles.is_programme_team:
            seen |= Q(sent_at=None, asked_at__isnull=False, group__is_confidential=False)
        return self.filter(seen)

    def waiting_for_second(self):
        """Letters that somebody wants to send, and that another looks at first; those of who left too."""
        return self.filter(sent_at=None, asked_at__isnull=False, group__archived_at=None)


class GroupInvitationQuerySet(QuerySet):
    def visible_to(self, roles):
        """Who looks after a group sees whom it asked in; the programme team sees it of every group."""
        return self if roles.is_programme_team else self.filter(group__in=roles.facilitates)

    def open(self):
        """Invitations that were neither accepted nor withdrawn; one that lapsed can be sent again."""
        return self.filter(accepted_at=None, withdrawn_at=None)

    def not_over(self, today: date):
        """Invitations into a group, and those of guests whose last day has not passed."""
        return self.filter(Q(guest_until=None) | Q(guest_until__gte=today))

    def sent_after(self, moment: datetime):
        """Invitations of which the last letter is newer than this."""
        return self.filter(sent_at__gt=moment)


class ThreadQuerySet(WrittenQuerySet):
    def visible_to(self, roles):
        """Threads that this person may read."""
        return self.filter(_visible_thread(roles, ""))

    def open(self):
        """Threads that take replies."""
        return self.filter(closed_at=None)

    def standing(self):
        """Threads that did not go on in another one."""
        return self.filter(merged_into=None)

    def with_unread(self, member_id: int | None):
        """
        Add ``mark``, how far this member has read (None when she never did), and ``unread``.

        A thread she never opened is new to her when something was written in it since she
        joined the group. Who is not in the group keeps her place in what she did open. A mark
        before the first post says that all is new, unless it is there for its level only.
        """
        opened = Q(own_mark__position__gt=0) | Q(own_mark__level="")
        return self.annotate(
            own_mark=FilteredRelation("read_marks", condition=Q(read_marks__member=member_id)),
            mark=F("own_mark__position"),
            own_place=FilteredRelation(
                "group__memberships",
                condition=Q(
                    group__memberships__member=member_id,
                    group__memberships__role__in=["participant", "facilitator"],
                ),
            ),
            unread=Case(
                When(opened, then=F("post_count") - F("own_mark__position")),
                When(own_place__joined_at__lt=F("last_post_at"), then=F("post_count")),
                default=Value(0),
                output_field=PositiveIntegerField(),
            ),
        )


class PostQuerySet(WrittenQuerySet):
    def visible_to(self, roles):
        """Posts that this person may read, in threads that she may read."""
        return self.filter(_visible_thread(roles, "thread__", "openness"))

    def standing(self):
        """Posts that still say something: neither taken back nor hidden."""
        return self.filter(deleted_at=None, hidden_at=None)

    def awaiting_search(self):
        """Posts of which search was not told yet, in the order in which they were written."""
        return self.filter(awaits_search=True).order_by("pk")

    def visible_to_moderator(self, roles):
        """Posts that she may read, and for the programme team also those that were reported to it."""
        visible = _visible_thread(roles, "thread__", "openness")
        if not roles.is_programme_team:
            return self.filter(visible)
        return self.filter(visible | _before_team("reports__")).distinct()


class AttachmentQuerySet(QuerySet):
    def visible_to(self, roles):
        """What hangs on a post that this person may read, and what she uploaded for one still to come."""
        on_post = _visible_thread(roles, "post__thread__", "post__openness") & Q(
            post__deleted_at=None, post__hidden_at=None
        )
        if roles.member_id is None:
            return self.filter(on_post)
        return self.filter(on_post | Q(post=None, uploader=roles.member_id))


class DraftQuerySet(QuerySet):
    def visible_to(self, roles):
        """One's own."""
        return self.filter(member=roles.member_id) if roles.member_id else self.none()


class RecognitionQuerySet(WrittenQuerySet):
    def visible_to(self, roles):
        """Recognitions by people who agreed to be read this widely, of posts that this person may read."""
        return self.filter(_visible_thread(roles, "post__thread__", "post__openness", "openness"))


class PostRevisionQuerySet(QuerySet):
    def visible_to(self, roles):
        """
        What posts said before, as long as they stand; of what is gone, nobody reads the past.

        PRIVACY: who agrees to be read more widely is asked about what stands there now, so
        its past stays with who takes part and with guests.
        """
        inside = Q(post__thread__group__in=roles.participates) | Q(post__thread__in=roles.guest_in)
        return self.filter(inside, post__deleted_at=None, post__hidden_at=None)


class ReportQuerySet(QuerySet):
    def visible_to(self, roles):
        """What was reported to the facilitators of her groups, or to the programme team she is in."""
        own_groups = Q(to_programme_team=False, post__thread__group__in=_moderated_by(roles))
        return self.filter(own_groups | Q(to_programme_team=True) if roles.is_programme_team else own_groups)

    def waiting(self):
        """Reports that nobody has dealt with yet."""
        return self.filter(settled_at=None)

    def before_team(self):
        """What the programme team may act on: what waits for it, and what stays hidden since."""
        return self.filter(_before_team(""))


class ModerationActQuerySet(QuerySet):
    def visible_to(self, roles):
        """What was done in her group, for who facilitates it; and everywhere for the programme team."""
        return self if roles.is_programme_team else self.filter(group__in=roles.facilitates)
