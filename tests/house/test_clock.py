"""Nothing below views, tasks and commands asks the clock: ``now`` is passed in."""

from tests.house.source import modules, written

ASKING = {
    "timezone.now",
    "timezone.localdate",
    "datetime.now",
    "datetime.datetime.now",
    "datetime.today",
    "date.today",
    "time.time",
}
LOWER_ROOMS = {"actions", "models", "notifications", "permissions", "queries", "querysets", "exports"}


def test_only_the_edge_asks_the_clock():
    found = [
        f"{module}:{call.lineno} {written(call.func)}"
        for module in modules()
        # A Wagtail page is a view as well, so home is left to its own tests.
        if module.room in LOWER_ROOMS and module.app != "home"
        for call in module.calls()
        # With a moment given, localdate() asks no clock but tells on which day that is.
        if written(call.func) in ASKING and not call.args and not call.keywords
    ]

    assert found == []
