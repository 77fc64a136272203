"""
What every member should be told, written down from DESIGN §5 and from the rules of the digest.

Plain Python over plain facts. It shares no line with the portal: not its queries, not its periods,
not its chain of deliveries.

* Once a day, between 7 and 20 o'clock, everything not yet sealed becomes that day's batch.
* A digest goes at 7 o'clock: daily, on a weekday, or on the first of the month. Who was away, or whose
  last letter is still on its way, waits for her next one. After an outage there is one, not one per day.
* It tells what was sealed since her last one that arrived, as far as she may see it now, did not read
  it, and did not write it herself; one line per thread, one per confidential group, one per page.
* Twelve lines of groups, three lessons, five items of news: what does not fit comes first next time.
* A letter that never arrived told nothing. One that may have arrived, told it all.
"""

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
NEVER = "never"
ROOM = {"groups": 12, "lessons": 3, "news": 5}

# What a line is about: ("thread", 5), ("group", 3) or ("page", 8).
Line = tuple[str, int]


@dataclass
class Piece:
    """A post, and the batch it was sealed in."""

    pk: int
    thread: int
    position: int
    author: int
    batch: int = 0
    is_gone: bool = False


@dataclass
class State:
    """Up to where somebody was told, and what she is still owed from before, with since when."""

    told_up_to: int = 0
    rest: dict[tuple[str, int], int] = field(default_factory=dict)


@dataclass
class Person:
    """A member, and all about her that decides what she is told."""

    pk: int
    frequency: str = "weekly"
    weekday: int = 2
    is_active: bool = True
    away_until: date | None = None
    # By group: "takes part" or "follows".
    places: dict[int, str] = field(default_factory=dict)
    read: dict[int, int] = field(default_factory=dict)
    now: State = field(default_factory=State)
    # Planned, not written yet: up to which batch.
    planned: int = 0
    # Written, and not known yet whether it arrived: how things were before it, and what it tells.
    before: State | None = None
    telling: frozenset = frozenset()
    lines: frozenset[Line] = frozenset()
    fate: bool | None = None
    told: Counter = field(default_factory=Counter)
    last_day: date | None = None

    @property
    def rest(self) -> dict[tuple[str, int], int]:
        """What she is still owed from before."""
        return self.now.rest

    @property
    def under_way(self) -> bool:
        """Whether a letter of hers was written or planned and not settled."""
        return bool(self.planned or self.before)


class Oracle:
    """The facts of one world, and what follows from them."""

    def __init__(self):
        self.people: dict[int, Person] = {}
        self.threads: dict[int, int] = {}
        self.pieces: dict[int, Piece] = {}
        self.pages: dict[int, bool] = {}
        self.is_open: dict[int, bool] = {}
        self.confidential: dict[int, int] = {}
        # The portal was opened with one batch, long before.
        self.batch = 1
        self.sealed_days: set[date] = {date(2026, 1, 1)}
        self.runs: set[tuple[str, date]] = set()
        self.unsealed: list[tuple[str, int]] = []
        self.by_batch: dict[int, list[tuple[str, int]]] = defaultdict(list)
        self.just_planned: set[int] = set()
        self.last_position: Counter[int] = Counter()

    # Facts.

    def found(self, group: int, *, is_open: bool, is_confidential: bool) -> None:
        """Note a group."""
        self.is_open[group] = is_open
        if is_confidential:
            self.confidential[group] = len(self.is_open) - 1

    def next_position(self, thread: int) -> int:
        """Return the next place in a thread, which is then taken."""
        self.last_position[thread] += 1
        return self.last_position[thread]

    def written(self, piece: Piece) -> None:
        """Note that a post was committed."""
        self.pieces[piece.pk] = piece
        self.unsealed.append(("post", piece.pk))

    def published(self, number: int, *, is_lesson: bool) -> None:
        """Note that a page went online."""
        self.pages[number] = is_lesson
        self.unsealed.append(("page", number))

    def choose(self, pk: int, frequency: str, weekday: int) -> None:
        """Note how often somebody wants it; who comes back from *nooit* begins now."""
        person = self.people[pk]
        if person.frequency == NEVER != frequency:
            # A letter of hers that is still on its way may yet be lost; then too she begins now.
            for state in filter(None, (person.now, person.before)):
                state.told_up_to, state.rest = self.batch, {}
            person.planned = 0
        person.frequency, person.weekday = frequency, weekday

    # Planning.

    def plan(self, now: datetime) -> None:
        """Seal the day, settle what is known of letters, and say who gets one."""
        self.just_planned = set()
        local = now.astimezone(AMSTERDAM)
        if not 7 <= local.hour < 20:
            return
        self._seal(local.date())
        due = [moment for moment in _latest_moments(local.date()) if moment not in self.runs]
        if due:
            for person in self.people.values():
                self._follow(person)
        self.runs.update(due)
        for person in self.people.values():
            wants = [(kind, day) for kind, day in due if _wants(person, kind, day)]
            is_behind = person.now.told_up_to < self.batch
            if wants and person.is_active and is_behind and not person.under_way:
                [(_kind, day)] = wants
                if person.away_until is None or person.away_until <= day:
                    person.planned = self.batch
                    self.just_planned.add(person.pk)

    def _seal(self, day: date) -> None:
        if day in self.sealed_days:
            return
        self.sealed_days.add(day)
        self.batch += 1
        self.by_batch[self.batch] = self.unsealed
        for kind, number in self.unsealed:
            if kind == "post":
                self.pieces[number].batch = self.batch
        self.unsealed = []

    def _follow(self, person: Person) -> None:
        if person.before is None or person.fate is None:
            return
        if person.fate:
            person.told.update(person.telling)
            assert max(person.told.values(), default=1) == 1, f"twice to {person.pk}"
        else:
            person.now = person.before
        person.before, person.fate = None, None

    # Judging.

    def judge(self, pk: int, letter: dict[Line, int] | None, now: datetime) -> None:
        """Compare a letter that was written just now, or that there was none, with what there is to tell."""
        person = self.people[pk]
        assert person.planned, f"unasked to {pk}"
        assert person.is_active, f"no account any more: {pk}"
        assert person.frequency != NEVER, f"{pk} wants none"
        owed = self._owed(person)
        lines: dict[Line, list[tuple[str, int]]] = defaultdict(list)
        for item in owed:
            lines[self._line_of(item)].append(item)
        told = letter or {}
        assert told.keys() <= lines.keys(), f"{pk} was told {told.keys() - lines.keys()}"
        assert letter is None or told, f"an empty letter to {pk}"
        self._judge_room(person, lines, told, owed)
        for line, replies in told.items():
            if line[0] == "thread":
                expected = sum(self.pieces[number].position > 1 for _kind, number in lines[line])
                assert replies == expected, f"{pk} read of {replies} replies in {line}, not {expected}"
        today = now.astimezone(AMSTERDAM).date()
        if told:
            assert person.last_day != today, f"two letters a day to {pk}"
            person.last_day = today
        shown = {item for line in told for item in lines[line]}
        left = {item: owed[item] for item in owed if item not in shown}
        before, person.now = person.now, State(person.planned, left)
        person.planned = 0
        if told:
            person.before, person.fate = before, None
            person.telling, person.lines = frozenset(shown), frozenset(told)

    def _judge_room(self, person: Person, lines: dict, told: dict, owed: dict) -> None:
        blocks: dict[str, list[Line]] = defaultdict(list)
        for line in lines:
            blocks[self._block_of(line)].append(line)
        for block, every in blocks.items():
            shown = [line for line in every if line in told]
            assert len(shown) == min(len(every), ROOM[block]), f"{len(shown)} of {len(every)} to {person.pk}"
            since = {line: min(owed[item] for item in lines[line]) for line in every}
            left = [since[line] for line in every if line not in told]
            assert not left or max(since[line] for line in shown) <= min(left), f"{person.pk} waits too long"

    def _owed(self, person: Person) -> dict[tuple[str, int], int]:
        """Return what there is to tell, with the batch since which it waits."""
        fresh = {
            item: person.planned
            for batch in range(person.now.told_up_to + 1, person.planned + 1)
            for item in self.by_batch.get(batch, ())
        }
        pending = fresh | person.now.rest
        # What was left over is a line, not an item: it keeps its turn when some of it was read since.
        turns: dict[Line, int] = {}
        for item, since in person.now.rest.items():
            turns[self._line_of(item)] = min(since, turns.get(self._line_of(item), since))
        return {
            item: min(since, turns.get(self._line_of(item), since))
            for item, since in pending.items()
            if self._is_news(person, item)
        }

    def _is_news(self, person: Person, item: tuple[str, int]) -> bool:
        kind, number = item
        if kind == "page":
            return True
        piece = self.pieces[number]
        place = person.places.get(self.threads[piece.thread])
        sees = place == "takes part" or (place == "follows" and self.is_open[self.threads[piece.thread]])
        is_new = piece.author != person.pk and piece.position > person.read.get(piece.thread, 0)
        return sees and is_new and not piece.is_gone

    def _line_of(self, item: tuple[str, int]) -> Line:
        kind, number = item
        if kind == "page":
            return "page", number
        group = self.threads[self.pieces[number].thread]
        if group in self.confidential:
            return "group", self.confidential[group]
        return "thread", self.pieces[number].thread

    def _block_of(self, line: Line) -> str:
        kind, number = line
        if kind != "page":
            return "groups"
        return "lessons" if self.pages[number] else "news"

    def passed_over(self, waiting: set[int], gone: int) -> None:
        """Whoever was planned and is not waiting any more was told, or wanted none."""
        unwilling = [person for person in self.people.values() if person.planned and person.pk not in waiting]
        assert len(unwilling) == gone
        for person in unwilling:
            assert not person.is_active or person.frequency == NEVER
            person.planned = 0

    # Sending.

    def is_wanted(self, pk: int) -> bool:
        """Say whether the letter of this member may still go."""
        person = self.people[pk]
        groups = {self.threads[number] for kind, number in person.lines if kind == "thread"}
        may_see = all(self.is_open[group] or person.places.get(group) == "takes part" for group in groups)
        return person.is_active and person.frequency != NEVER and may_see

    def is_away(self, pk: int, now: datetime) -> bool:
        """Say whether letters to this member wait."""
        until = self.people[pk].away_until
        return until is not None and until > now.astimezone(AMSTERDAM).date()

    def settle(self, pk: int, *, arrived: bool) -> None:
        """Note what became of this member's letter."""
        self.people[pk].fate = arrived

    def read_all(self, person: Person, marks: dict[int, int], *, up_to: int) -> None:
        """Take over how far she read after *alles gelezen*, which is nothing sealed after that letter."""
        for thread, position in marks.items():
            if position > person.read.get(thread, 0):
                [piece] = [
                    piece
                    for piece in self.pieces.values()
                    if piece.thread == thread and piece.position == position
                ]
                assert 0 < piece.batch <= up_to, f"{person.pk} read what came after her letter"
                person.read[thread] = position

    def is_finished(self) -> None:
        """In the end nobody is owed anything, and nobody was told anything twice."""
        for person in self.people.values():
            assert not person.rest, f"{person.pk} is still owed {person.rest}"
            assert person.now.told_up_to == self.batch or person.under_way
            assert max(person.told.values(), default=1) == 1


def _latest_moments(today: date) -> list[tuple[str, date]]:
    """Return the last moments of all kinds that have come; it is after seven."""
    week = [
        (f"weekly {day.isoweekday()}", day) for day in (today - timedelta(days=back) for back in range(7))
    ]
    return [("daily", today), *week, ("monthly", today.replace(day=1))]


def _wants(person: Person, kind: str, day: date) -> bool:
    return kind == (f"weekly {person.weekday}" if person.frequency == "weekly" else person.frequency)
