"""Celery is the doorbell: no task waits for a moment, retries itself, or carries data."""

import ast
import re

from django.conf import settings

from portal.celery import app
from tests.house.source import ROOT, modules, written

FORBIDDEN_ARGUMENTS = {"eta", "countdown", "autoretry_for", "retry_backoff", "max_retries", "bind"}


def test_no_task_is_sent_for_later_or_sent_again():
    found = [
        f"{module}:{call.lineno} {keyword.arg}"
        for module in modules()
        if module.room in ("tasks", "tasks.py")
        for call in module.calls()
        for keyword in call.keywords
        if keyword.arg in FORBIDDEN_ARGUMENTS
    ]

    assert found == []


def test_nobody_uses_crontab():
    found = [str(module) for module in modules() if any("crontab" in name for name in module.imported())]

    assert found == []


def test_tasks_take_no_arguments():
    found = [
        f"{module}:{function.lineno} {function.name}"
        for module in modules()
        for function in ast.walk(module.tree)
        if isinstance(function, ast.FunctionDef)
        and any("shared_task" in written(decorator) for decorator in function.decorator_list)
        and ast.unparse(function.args)
    ]

    assert found == []


def test_every_entry_of_the_schedule_names_a_task():
    app.loader.import_default_modules()

    for entry in settings.CELERY_BEAT_SCHEDULE.values():
        assert entry["task"] in app.tasks
        assert not entry.get("args")
        assert not entry.get("kwargs")


def test_letters_leave_through_the_outbox_only():
    mail = re.compile(r"^(django\.core\.mail|smtplib|email\.)")
    found = [
        f"{module} imports {name}"
        for module in modules()
        if module.app != "mailing" and module.path.name != "letterbox.py"
        for name in module.imported()
        if mail.match(name)
        # What came in is read with the same library, and nothing is sent with that.
        if module.app != "inbound" or not name.startswith("email.")
    ]

    assert found == []
    assert (ROOT / "mailing" / "outbox.py").exists()
