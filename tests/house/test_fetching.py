"""Views fetch what they show through ``visible_to``, so that what is not visible is not there."""

import ast

from tests.house.source import modules, written

# Wagtail's back office has its own gate; a visitor's token or code is checked by the action.
GATES = ("visible_to", "readable_by", "request.user", "request.roles", "roles")


def test_views_fetch_through_visible_to():
    found = []
    for module in modules():
        if module.room != "views" or module.app == "mailing" or "office" in module.path.name:
            continue
        for call in module.calls():
            name = written(call.func)
            fetches = name == "get_object_or_404" or name.endswith((".objects.get", ".objects.all"))
            source = written(call.args[0]) if name == "get_object_or_404" else name
            if fetches and not any(gate in source for gate in GATES) and not _is_local(call):
                found.append(f"{module}:{call.lineno} {written(call)}")

    assert found == []


def _is_local(call: ast.Call) -> bool:
    """Whether what is fetched from is a variable, made a few lines above by ``visible_to``."""
    return bool(call.args) and isinstance(call.args[0], ast.Name) and call.args[0].id.islower()
