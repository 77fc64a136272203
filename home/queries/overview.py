"""What a member's own overview shows: what waits for her first."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from home.queries.articles import Teaser, current_developments, teasers
from home.queries.lessons import AskedForWords, FallenWords, asked_for_words, fallen_words
from home.queries.practices import WaitingTakeaway, takeaways_to_judge
from learninggroups.models import ThreadGuest
from learninggroups.permissions import Roles
from learninggroups.queries import MyGroup, my_groups
from learninggroups.queries.drafts import count_own_drafts
from learninggroups.queries.guests import guest_threads
from mailing.queries.refusals import Refusal, refusal_of
from members.models import Member
from questions.queries.site import OutcomeForMe, Waiting, outcomes_for, waiting_for

# An outcome stays in sight for a season; after that it is found on the question's own page.
OUTCOMES_STAY = timedelta(days=90)


@dataclass(frozen=True, kw_only=True)
class Overview:
    """Everything on ``/mijn/``."""

    waiting: list[Waiting]
    requests: list[MyGroup]
    words: list[AskedForWords]
    fallen: list[FallenWords]
    readers: list[WaitingTakeaway]
    outcomes: list[OutcomeForMe]
    groups: list[MyGroup]
    guest_places: list[ThreadGuest]
    drafts: int
    developments: list[Teaser]
    mail_frequency: str
    mail_weekday: str
    refusal: Refusal | None

    @property
    def has_waiting(self) -> bool:
        """Whether anything asks something of her."""
        return bool(self.waiting or self.requests or self.words or self.fallen or self.readers)

    @property
    def has_unread(self) -> bool:
        """Whether something in her groups is new to her."""
        return any(mine.unread for mine in self.groups)


def overview(member: Member, roles: Roles, now: datetime, today: date) -> Overview:
    """Return what a member's overview shows."""
    groups = my_groups(roles)
    frequency, weekday = _mail_setting(member)
    return Overview(
        waiting=waiting_for(roles, now),
        words=asked_for_words(member.pk),
        fallen=fallen_words(roles),
        readers=takeaways_to_judge(roles) if roles.facilitates else [],
        requests=[mine for mine in groups if mine.requests],
        outcomes=outcomes_for(roles, now - OUTCOMES_STAY),
        groups=groups,
        guest_places=guest_threads(roles),
        drafts=count_own_drafts(roles),
        developments=teasers(current_developments(today)[:3], roles, today),
        mail_frequency=frequency,
        mail_weekday=weekday,
        refusal=refusal_of(member.email),
    )


def _mail_setting(member: Member) -> tuple[str, str]:
    """Return how often she wants the digest, and on which day; her choice lives beside this app."""
    preferences = Member._meta.get_field("mail_preference").related_model
    preference = preferences.objects.filter(member=member).first() or preferences()
    weekday = preference.get_weekday_display() if preference.frequency == "weekly" else ""
    return preference.get_frequency_display(), weekday
