"""Which outside knowledge a learning group uses."""

from django.urls import reverse

from home.models import KnowledgeLink
from home.permissions import may_disconnect
from learninggroups.models import LearningGroup
from learninggroups.permissions import Roles
from learninggroups.queries.shelf import Shelved


def knowledge_of(roles: Roles, group: LearningGroup) -> list[Shelved]:
    """Return what a group uses and why, the newest first, in one query."""
    links = KnowledgeLink.objects.visible_to(roles).filter(group=group).select_related("page")
    links = links.only("why", "group", "member", "page__title", "page__url_path")
    return [
        Shelved(
            title=link.page.title,
            address=link.page.address,
            why=link.why,
            taken_off=reverse("home:disconnect", args=[link.pk]) if _may_take_off(roles, link, group) else "",
        )
        for link in links.order_by("-linked_at", "-pk")
    ]


def _may_take_off(roles: Roles, link: KnowledgeLink, group: LearningGroup) -> bool:
    link.group = group
    return may_disconnect(roles, link)
