"""
The page of results: first what has all words in its title, then what has them anywhere.

In each the newest stands first, and a page goes on where the last one stopped.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import connection
from django.db.models import Q
from django.utils.safestring import SafeString

from home.models import ContentPage, DevelopmentPage, KnowledgePage, LessonPage, NewsPage
from home.queries.found import Found, fetch
from learninggroups.models import LearningGroup, Post, Thread
from learninggroups.permissions import Roles
from members.models import Member
from questions.models import Question
from search import index, matching
from search.matching import Query, Sight
from search.passages import marked, passage

PER_PAGE = 10
# Of a name that very many people bear, the first so many are looked for.
MOST_AUTHORS = 50
# How an address says that it means a network and not a group.
NETWORK = "thema:"
IN_TITLES, ANYWHERE = "t", "w"
# SQL, because every search asks it: to put it together Django takes longer than the database to answer.
PLACES = """
    SELECT place.id, place.slug, place.name, place.openness, theme.id, theme.slug, theme.name
    FROM learninggroups_learninggroup place LEFT JOIN themes_theme theme ON theme.id = place.theme_id
    WHERE place.archived_at IS NULL ORDER BY place.name
"""


@dataclass(frozen=True)
class Kind:
    """A choice of what to look for."""

    label: str
    models: tuple[type, ...]

    @property
    def keys(self) -> list[str]:
        """The words under which the index keeps all of this kind."""
        return [index.kind_key(index.kind_of(model)) for model in self.models]


@dataclass(frozen=True)
class Period:
    """A choice of how new it must be."""

    label: str
    length: timedelta


KINDS = {
    "gesprekken": Kind("Gesprekken en berichten", (Thread, Post)),
    "leergroepen": Kind("Leergroepen", (LearningGroup,)),
    "lessen": Kind("Lessen", (LessonPage,)),
    "kennis": Kind("Kennis van buiten", (KnowledgePage,)),
    "nieuws": Kind("Nieuws", (NewsPage,)),
    "ontwikkelingen": Kind("Landelijke ontwikkelingen", (DevelopmentPage,)),
    "vragen": Kind("Landelijke vragen", (Question,)),
    "mensen": Kind("Mensen", (Member,)),
    "paginas": Kind("Gewone pagina's", (ContentPage,)),
}
PERIODS = {
    "week": Period("De afgelopen week", timedelta(days=7)),
    "maand": Period("De afgelopen maand", timedelta(days=31)),
    "jaar": Period("Het afgelopen jaar", timedelta(days=366)),
}


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """What somebody looks for; a choice that is not one of ours narrows nothing."""

    words: str = ""
    kind: str = ""
    place: str = ""
    author: str = ""
    period: str = ""
    after: str = ""


@dataclass(frozen=True, kw_only=True)
class Places:
    """The groups that are alive: how open each is now, and how one can choose among them."""

    openness: dict[int, str]
    groups: dict[str, tuple[int, str]]
    networks: dict[str, tuple[int, str]]
    groups_of: dict[int, list[int]]


@dataclass(frozen=True, kw_only=True, slots=True)
class Result:
    """Something that was found, with the words that were looked for marked."""

    address: str
    title: SafeString
    passage: SafeString
    origin: str
    at: datetime | None


@dataclass(frozen=True, kw_only=True)
class Results:
    """A page of results; ``more`` is where the next one starts, empty at the end."""

    results: tuple[Result, ...] = ()
    more: str = ""
    has_words: bool = True
    has_too_many_authors: bool = False


def places_to_search() -> Places:
    """Return the groups that are alive, with their themes, in one query."""
    with connection.cursor() as cursor:
        cursor.execute(PLACES)
        rows = cursor.fetchall()
    places = Places(openness={}, groups={}, networks={}, groups_of=defaultdict(list))
    for pk, slug, name, openness, theme_id, theme_slug, theme_name in rows:
        places.openness[pk] = openness
        places.groups[slug] = (pk, name)
        if theme_id:
            places.networks[f"{NETWORK}{theme_slug}"] = (theme_id, theme_name)
            places.groups_of[theme_id].append(pk)
    return places


def choices_of(roles: Roles, places: Places, chosen: str) -> list[tuple[str, list[tuple[str, str]]]]:
    """Return where somebody can choose to look: her own groups, the chosen one, and the networks."""
    groups = [
        (slug, name)
        for slug, (pk, name) in places.groups.items()
        if pk in roles.participates or slug == chosen
    ]
    networks = sorted(((key, name) for key, (_, name) in places.networks.items()), key=lambda one: one[1])
    return [choice for choice in (("Leergroep", groups), ("Leernetwerk", networks)) if choice[1]]


def sight_of(roles: Roles, places: Places) -> Sight:
    """Return what this asker may find now; what stands in an archived group is found by nobody."""
    wide = (index.OPEN, index.MEMBERS) if roles.is_member else (index.OPEN,)
    return Sight(
        wide=wide,
        readable=frozenset(pk for pk, openness in places.openness.items() if openness in wide),
        inside=roles.participates & places.openness.keys(),
        guest_in=roles.guest_in,
    )


def find(roles: Roles, wanted: Wanted, places: Places, now: datetime) -> Results:
    """
    Return a page of what is found.

    :raises ValueError: when ``wanted.after`` is not a place that we gave out.
    """
    query = Query.of(wanted.words)
    phase, before = _place(wanted.after)
    if not query:
        return Results(has_words=False)
    authors = _authors_called(wanted.author)
    keys = _keys(wanted, places, authors, now)
    since = now - PERIODS[wanted.period].length if wanted.period in PERIODS else None
    ways = {"keys": keys, "since": since}
    found: list[tuple[str, Found]] = []
    for place, one in _all_found(roles, query, sight_of(roles, places), phase, before, ways):
        found.append((place, one))
        if len(found) > PER_PAGE:
            break
    shown = found[:PER_PAGE]
    return Results(
        results=tuple(
            Result(
                address=one.address,
                title=marked(one.title, query),
                passage=passage(one.text, query),
                origin=one.origin,
                at=one.at,
            )
            for _, one in shown
        ),
        more=shown[-1][0] if len(found) > PER_PAGE else "",
        has_too_many_authors=len(authors or ()) > MOST_AUTHORS,
    )


def _all_found(
    roles: Roles, query: Query, sight: Sight, phase: str, before: int, ways: dict
) -> Iterator[tuple[str, Found]]:
    """Yield what she may see, each with its place in the order, for as long as is asked."""
    for in_titles in (True, False) if phase == IN_TITLES else (False,):
        size = PER_PAGE + 1
        while True:
            hits = matching.find(query, sight, in_titles=in_titles, before=before, limit=size, **ways)
            seen = fetch(roles, hits)
            for hit in hits:
                found = seen.get(hit)
                # What has all words in its title stood among the titles already.
                if found and (in_titles or not (found.has_own_title and query.is_in(found.title))):
                    yield f"{IN_TITLES if in_titles else ANYWHERE}{hit.pk}", found
            if len(hits) < size:
                break
            before = hits[-1].pk
            size = min(2 * size, 200)
        before = matching.NEWEST


def _place(after: str) -> tuple[str, int]:
    if not after:
        return IN_TITLES, matching.NEWEST
    phase, pk = after[0], int(after[1:])
    if phase not in (IN_TITLES, ANYWHERE) or not 0 < pk < matching.NEWEST:
        raise ValueError(after)
    return phase, pk


def _authors_called(name: str) -> list[int] | None:
    """Return the numbers of who bears this name, or None when nobody was asked for."""
    if not name.strip():
        return None
    called = Q()
    for word in name.split():
        called &= Q(name__icontains=word)
    return list(
        Member.objects.filter(called).order_by("name").values_list("pk", flat=True)[: MOST_AUTHORS + 1]
    )


def _keys(wanted: Wanted, places: Places, authors: list[int] | None, now: datetime) -> list[list[str]]:
    """Return the words under which the index keeps what somebody chose, one of each list."""
    keys = []
    if wanted.kind in KINDS:
        keys.append(KINDS[wanted.kind].keys)
    if wanted.place in places.groups:
        keys.append([index.place_key(places.groups[wanted.place][0])])
    elif wanted.place in places.networks:
        theme_id, _ = places.networks[wanted.place]
        keys.append([index.theme_key(theme_id), *map(index.place_key, places.groups_of[theme_id])])
    if authors is not None:
        # Nobody by that name: under an author without a number nothing is kept.
        keys.append([index.author_key(pk) for pk in authors[:MOST_AUTHORS]] or [index.author_key(0)])
    if wanted.period in PERIODS:
        keys.append(_months(now - PERIODS[wanted.period].length, now))
    return keys


def _months(since: datetime, until: datetime) -> list[str]:
    months = [since]
    while index.month_key(months[-1]) < index.month_key(until):
        months.append((months[-1].replace(day=1) + timedelta(days=32)).replace(day=1))
    return [index.month_key(month) for month in months]
