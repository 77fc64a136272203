"""What the reader of a letter about one thing stops: all letters of that sort about the group."""

from collections.abc import Callable, Collection, Mapping

from django.db.models import Model


def of_group(model: type[Model], path: str, sort: str) -> Callable[[Collection[str]], Mapping[str, str]]:
    """
    Return the topics of letters that are about rows of this model, each of which belongs to a group.

    ``path`` leads from the row to its group, ``sort`` tells these letters from others about the group.
    """

    def topics(abouts: Collection[str]) -> Mapping[str, str]:
        by_number = {int(about.partition(":")[2]): about for about in abouts}
        groups = model._default_manager.filter(pk__in=by_number).values_list("pk", path)
        return {by_number[pk]: f"group:{group}:{sort}" for pk, group in groups}

    return topics
