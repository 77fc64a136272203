"""Following programmes and themes: what is national of them stands first in one's overview."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction

from learninggroups.permissions import Roles, may_choose_for_themes
from members.models import Member
from members.permissions import require
from themes.models import Following, Programme, Theme


@transaction.atomic(durable=True)
def follow(*, subject: Programme | Theme, actor: Member, now: datetime) -> None:
    """Follow one programme or theme."""
    require(may_choose_for_themes(Roles.of(actor)))
    _add([subject], actor, now)


@transaction.atomic(durable=True)
def unfollow(*, subject: Programme | Theme, actor: Member) -> None:
    """Follow one programme or theme no more."""
    Following.objects.filter(member=actor, **{_kind(subject): subject}).delete()


@transaction.atomic(durable=True)
def choose_followed(
    *,
    programmes: Collection[Programme],
    themes: Collection[Theme],
    only_followed: bool,
    actor: Member,
    now: datetime,
) -> None:
    """Follow exactly these, and say whether one hears of what is national beside them."""
    require(may_choose_for_themes(Roles.of(actor)))
    mine = Following.objects.filter(member=actor)
    mine.exclude(programme__in=programmes).exclude(programme=None).delete()
    mine.exclude(theme__in=themes).exclude(theme=None).delete()
    _add([*programmes, *themes], actor, now)
    Member.objects.filter(pk=actor.pk).update(only_followed=only_followed)


def _add(subjects: Collection[Programme | Theme], actor: Member, now: datetime) -> None:
    # RACE: two windows may both be first; what stands there already stays as it is.
    Following.objects.bulk_create(
        [Following(member=actor, since=now, **{_kind(subject): subject}) for subject in subjects],
        ignore_conflicts=True,
    )


def _kind(subject: Programme | Theme) -> str:
    return "programme" if isinstance(subject, Programme) else "theme"
