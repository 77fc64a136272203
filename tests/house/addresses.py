"""Every address the portal answers to, as the resolver knows them."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.conf import settings
from django.urls import get_resolver
from django.urls.resolvers import URLResolver

OUR_APPS = {app for app in settings.INSTALLED_APPS if (settings.BASE_DIR / app).is_dir()}
SAMPLES = {"int": "1", "str": "x", "slug": "x", "path": "x", "uuid": "0b8e4d52-0000-4000-8000-000000000000"}


@dataclass(frozen=True)
class Address:
    """One pattern of the resolver."""

    name: str
    pattern: str
    view: Callable

    @property
    def is_ours(self) -> bool:
        """Whether the view behind it is in one of our own apps."""
        view = getattr(self.view, "view_class", self.view)
        return view.__module__.split(".")[0] in OUR_APPS

    @property
    def is_public(self) -> bool:
        """Whether LoginRequiredMiddleware lets a visitor through."""
        return not getattr(self.view, "login_required", True)

    @property
    def sample(self) -> str:
        """Return a path that leads here, with made-up arguments."""
        path = re.sub(r"<(?:(\w+):)?\w+>", lambda found: SAMPLES[found[1] or "str"], self.pattern)
        return "/" + re.sub(r"[\^$]|\\Z", "", path).replace(".*", "x")


def all_addresses() -> list[Address]:
    """Return every address, in the order in which they are tried."""
    return list(_walk(get_resolver(), "", ""))


def _walk(resolver: URLResolver, namespace: str, prefix: str) -> Iterator[Address]:
    for entry in resolver.url_patterns:
        pattern = prefix + str(entry.pattern)
        if isinstance(entry, URLResolver):
            inner = f"{namespace}{entry.namespace}:" if entry.namespace else namespace
            yield from _walk(entry, inner, pattern)
        else:
            yield Address(f"{namespace}{entry.name}" if entry.name else pattern, pattern, entry.callback)
