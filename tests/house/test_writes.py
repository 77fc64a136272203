"""A write is an action: no view, form, task, query or rule changes a row."""

import ast

from tests.house.source import modules, written

WRITES = {
    "save",
    "create",
    "update",
    "delete",
    "get_or_create",
    "update_or_create",
    "bulk_create",
    "bulk_update",
}
READING_ROOMS = {
    "adapters",
    "exports",
    "forms",
    "middleware",
    "notifications",
    "permissions",
    "queries",
    "querysets",
    "tasks",
    "templatetags",
    "views",
    "wagtail_hooks",
}


def test_only_actions_write():
    found = [
        f"{module}:{call.lineno} {written(call.func)}"
        for module in modules()
        if module.room in READING_ROOMS and module.app != "mailing"
        for call in module.calls()
        if isinstance(call.func, ast.Attribute) and call.func.attr in WRITES
    ]

    assert found == [], "write through an action (and merge dictionaries with |)"


def test_an_action_takes_its_time_from_outside_and_its_arguments_by_name():
    """Public functions of an actions room are keyword-only and get ``now``."""
    found = [
        f"{module}:{function.lineno} {function.name}"
        for module in modules()
        if module.room in ("actions", "actions.py")
        for function in module.tree.body
        if isinstance(function, ast.FunctionDef) and not function.name.startswith("_")
        if function.args.args or not {"now", "clock"} & {argument.arg for argument in function.args.kwonlyargs}
    ]

    assert found == []
