"""Views fetch what they show through ``visible_to``, so that what is not visible is not there."""

import ast

from tests.house.source import modules, written

# What editors publish without closing it is there for everybody.
GATES = ("visible_to", "readable_by", "live().public()")
# What belongs to something that was fetched so, or to a link that we signed ourselves, or stands
# behind ``for_who_looks_after_post``, who sees all of it.
ELSEWHERE_GUARDED = {
    "get_object_or_404(DigestRun, pk=pk)",
    "get_object_or_404(OpenRun, pk=pk)",
    "get_object_or_404(InboundMail.objects.stuck(), pk=pk)",
    "get_object_or_404(InboundMail.objects.stuck().defer('raw'), pk=pk)",
    "get_object_or_404(Member.objects.active(), pk=member_id)",
}


def test_views_fetch_through_visible_to():
    found = []
    for module in modules():
        if module.room != "views" or module.app == "mailing":
            continue
        for call in module.calls():
            name = written(call.func)
            fetches = name == "get_object_or_404" or name.endswith((".objects.get", ".objects.all"))
            source = written(call.args[0]) if name == "get_object_or_404" else name
            if written(call) in ELSEWHERE_GUARDED:
                continue
            if fetches and not any(gate in source for gate in GATES) and not _is_local(call):
                found.append(f"{module}:{call.lineno} {written(call)}")

    assert found == []


def _is_local(call: ast.Call) -> bool:
    """Whether what is fetched from is a variable, made a few lines above by ``visible_to``."""
    return bool(call.args) and written(call.args[0]).split(".")[0].islower()
