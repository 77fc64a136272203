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


def test_an_action_is_one_durable_transaction_and_takes_its_arguments_by_name():
    found = []
    for module in modules():
        # Wagtail publishes in a transaction of its own, in which home's actions take part.
        if module.room != "actions" or module.app == "home":
            continue
        for function in module.tree.body:
            if not isinstance(function, ast.FunctionDef) or function.name.startswith("_"):
                continue
            decorators = {written(decorator) for decorator in function.decorator_list}
            in_transaction = any("atomic" in decorator for decorator in decorators)
            if in_transaction and (
                function.args.args or "transaction.atomic(durable=True)" not in decorators
            ):
                found.append(f"{module}:{function.lineno} {function.name}")

    assert found == []
