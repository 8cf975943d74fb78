"""Structured logs: one event a line, with the request's id, and never an answer, a note or a token.

Nothing logs a form, a query string or SQL: callers name what they log, key by key. What Django and
others log is taken care of here: an address may hold a link's token, and an exception's text may
quote what a person typed (PostgreSQL shows the whole row that it refuses).
"""

import logging
import traceback
from collections.abc import Callable
from types import TracebackType
from typing import Any, TypeVar

import structlog
from django.http import HttpRequest

SHARED: list[Any] = [
    structlog.contextvars.merge_contextvars,
    structlog.stdlib.add_log_level,
    structlog.stdlib.add_logger_name,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
]

ExcInfo = tuple[type[BaseException], BaseException, TracebackType | None]
View = TypeVar("View", bound=Callable[..., Any])


def untold(view: View) -> View:
    """A view of which the log says nothing, not even when and how often it was asked.

    Faults of the server are told all the same.
    """
    view.untold = True  # type: ignore[attr-defined]
    return view


def is_untold(request: HttpRequest, status: int) -> bool:
    match = request.resolver_match
    return status < 500 and bool(getattr(match and match.func, "untold", False))


def without_words_of_others(record: logging.LogRecord) -> bool:
    """A filter that lets pass all but untold requests, and of others no words that are not ours.

    Django's records of a request name its route, not its address; those of a refused one come
    without a traceback. Celery's name the kind of an exception alone.
    """
    request = getattr(record, "request", None)
    if isinstance(request, HttpRequest) and is_untold(request, getattr(record, "status_code", 500)):
        return False
    if isinstance(request, HttpRequest) and isinstance(record.args, tuple):
        match = request.resolver_match
        route = match.view_name if match else "an unknown address"
        address = request.path.encode("unicode_escape").decode("ascii")
        record.args = tuple(route if part == address else part for part in record.args)
        if getattr(record, "status_code", 500) < 500:
            record.exc_info = None
    elif isinstance(record.args, dict) and "exc" in record.args:
        kind = type(record.exc_info[1]).__name__ if record.exc_info else "an exception"
        record.args = {**record.args, "exc": kind}
    return True


def render_exception(exc_info: ExcInfo) -> str:
    """Where it happened and of what kind it and its causes are, but none of their words."""
    parts: list[str] = []
    error: BaseException | None = exc_info[1]
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        parts += traceback.format_tb(error.__traceback__)
        state = getattr(error, "sqlstate", None)
        kind = f"{type(error).__module__}.{type(error).__qualname__}"
        parts.append(f"{kind} (SQLSTATE {state})\n" if state else f"{kind}\n")
        error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
        if error is not None:
            parts.append("which came of:\n")
    return "".join(parts)


def logging_config(*, level: str, json: bool) -> dict[str, Any]:
    """A `logging` configuration; JSON lines for machines, else lines for a person."""
    structlog.configure(
        processors=[*SHARED, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )
    renderer: Any = (
        structlog.processors.JSONRenderer() if json else structlog.dev.ConsoleRenderer(colors=False)
    )
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "filters": {"words": {"()": lambda: without_words_of_others}},
        "formatters": {
            "structured": {
                "()": structlog.stdlib.ProcessorFormatter,
                "foreign_pre_chain": SHARED,
                "processors": [
                    structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                    structlog.processors.ExceptionRenderer(render_exception),
                    renderer,
                ],
            }
        },
        "handlers": {
            "stderr": {
                "class": "logging.StreamHandler",
                "formatter": "structured",
                "filters": ["words"],
            }
        },
        "root": {"handlers": ["stderr"], "level": level},
        "loggers": {
            # Its messages quote SQL parameters at DEBUG: answers and notes among them.
            "django.db.backends": {"level": "INFO"},
            "celery": {"level": level},
            "kombu": {"level": "WARNING"},
            # It warns of a broker without a host name, as a folder is.
            "kombu.connection": {"level": "ERROR"},
        },
    }
