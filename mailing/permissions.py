"""Who looks after the post."""

from django.contrib.auth.models import AbstractBaseUser, AnonymousUser


def may_look_after_post(user: AbstractBaseUser | AnonymousUser) -> bool:
    """The programme team and administrators; which groups those are, the back office says."""
    return user.has_perm("mailing.change_outgoingmail")
