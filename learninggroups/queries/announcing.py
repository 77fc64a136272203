"""Whether a group can bring something to everybody in it this month."""

from datetime import date

from learninggroups.models import Announcement, LearningGroup


def announced_in(group: LearningGroup, day: date) -> Announcement | None:
    """Return what the group brought to everybody in the month of this day, if anything."""
    announcements = Announcement.objects.filter(group=group, month=day.replace(day=1))
    return announcements.select_related("post__thread").first()


def next_month(day: date) -> date:
    """Return the day from which it can do so again."""
    return date(day.year + day.month // 12, day.month % 12 + 1, 1)
