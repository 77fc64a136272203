"""At which address a thread is started by mail in a group, and which group an address is of."""

from django.conf import settings

from learninggroups.models import LearningGroup

MAILBOX = "groep"
# What stands before the @ is 64 characters at most (RFC 5321).
LONGEST = 64 - len(f"{MAILBOX}+")
NUMBER = "nr"


def mail_address(group: LearningGroup) -> str:
    """Return where one mails to start a thread in this group; nothing when no mail comes in."""
    if not settings.MAIL_REPLY_DOMAIN or group.archived_at:
        return ""
    argument = group.slug if len(group.slug) <= LONGEST else f"{NUMBER}{group.pk}"
    return f"{MAILBOX}+{argument}@{settings.MAIL_REPLY_DOMAIN}"


def group_at(argument: str) -> LearningGroup | None:
    """Return the group of which this stands in the address, behind the plus sign."""
    named = LearningGroup.objects.filter(slug=argument).first()
    number = argument.removeprefix(NUMBER)
    if named or number == argument or not (number.isascii() and number.isdigit() and len(number) < 18):
        return named
    return LearningGroup.objects.filter(pk=int(number)).first()
