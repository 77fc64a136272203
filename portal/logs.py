"""Logs: one JSON line per event, or readable lines on a terminal, and no personal data in either."""

import re
import sys

import structlog

ADDRESS = re.compile(r"[\w.+-]+@[\w-]+(\.[\w-]+)+")
# Long enough to be a token, as in an invitation's link.
SECRET = re.compile(r"(?<=/)[\w:=-]{20,}(?=/|$|\s)")
# What a form or a link held.
QUERY = re.compile(r"(?<=[/\w])\?[\w%.~-]+=\S*")
# What an error says of a value: 'this one', or (name)=(that one). Of code, lines begin with a space.
QUOTED = re.compile(r"""'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"|\([^()]*\)""")
OF_A_TRACEBACK = (" ", "Traceback (", "During handling of", "The above exception")


def with_its_request(logger, method: str, event: dict) -> dict:
    """Say of an event on a page which page that was, and the number of who asked for it."""
    request = getattr(event.get("_record"), "request", None)
    if match := getattr(request, "resolver_match", None):
        event["view"] = match.view_name
    # Only when it is known already: a log asks the database nothing.
    if user := getattr(request, "_cached_user", None):
        event["member"] = user.pk
    return event


def without_personal_data(logger, method: str, event: dict) -> dict:
    """Take addresses, tokens and what people filled in out of every text of an event."""
    if "exception" in event:
        event["exception"] = without_values(event["exception"])
    return {key: masked(value) if isinstance(value, str) else value for key, value in event.items()}


def masked(text: str) -> str:
    """Return a text with addresses, tokens and query strings made unreadable."""
    return QUERY.sub("?[query]", SECRET.sub("[token]", ADDRESS.sub("[address]", text)))


def without_values(traceback: str) -> str:
    """Return a traceback with its code, and with what its errors say but for the values they name."""
    return "\n".join(
        line if line.startswith(OF_A_TRACEBACK) else QUOTED.sub("[value]", line)
        for line in traceback.split("\n")
    )


def configuration() -> dict:
    """Return Django's LOGGING, in which every logger of every library speaks the same way."""
    readable = sys.stderr.isatty()
    shared = [
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {
            "event": {
                "()": structlog.stdlib.ProcessorFormatter,
                "foreign_pre_chain": shared,
                "processors": [
                    with_its_request,
                    structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                    structlog.processors.format_exc_info,
                    without_personal_data,
                    structlog.dev.ConsoleRenderer() if readable else structlog.processors.JSONRenderer(),
                ],
            },
        },
        "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "event"}},
        "root": {"handlers": ["stderr"], "level": "INFO"},
        "loggers": {
            # Every page that is not found is no event.
            "django.request": {"level": "ERROR"},
            # Whoever asks for a portal of another name is a machine that looks for holes, at any hour.
            "django.security.DisallowedHost": {"level": "CRITICAL"},
            "django.server": {"level": "INFO", "handlers": ["stderr"], "propagate": False},
            "celery": {"level": "WARNING"},
            "kombu": {"level": "WARNING"},
            # Wagtail keeps what editors do in its own log, and its small tasks say nothing new.
            "wagtail": {"level": "WARNING"},
            "django_tasks": {"level": "WARNING"},
        },
    }
