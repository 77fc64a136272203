"""Nothing below views, tasks and commands asks the clock: ``now`` is passed in."""

from tests.house.source import modules, written

ASKING = {"timezone.now", "timezone.localdate", "datetime.now", "datetime.today", "date.today", "time.time"}
LOWER_ROOMS = {"actions", "models", "notifications", "permissions", "queries", "querysets", "exports"}


def test_only_the_edge_asks_the_clock():
    found = [
        f"{module}:{call.lineno} {written(call.func)}"
        for module in modules()
        if module.room in LOWER_ROOMS
        for call in module.calls()
        if written(call.func).removeprefix("datetime.") in ASKING | {"now"} - {"datetime.now"}
        or written(call.func) in ASKING
    ]

    assert found == []
