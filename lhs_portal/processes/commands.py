"""The command lines of the portal's processes."""

import sys

GRACE_SECONDS = 20


def web_command(*, host: str, port: int, processes: int) -> list[str]:
    """gunicorn; it lets running requests end. Requests are logged by the portal itself."""
    return [
        sys.executable, "-m", "gunicorn", "lhs_portal.wsgi",
        "--bind", f"{host}:{port}",
        "--worker-class", "gthread", "--workers", str(processes), "--threads", "4",
        "--timeout", "60", "--graceful-timeout", str(GRACE_SECONDS), "--keep-alive", "5",
        "--log-level", "warning", "--no-control-socket",
    ]  # fmt: skip


def worker_command(name: str) -> list[str]:
    """One job at a time in one process; TERM lets a running job finish. `name` may hold %h."""
    return [
        sys.executable, "-m", "celery", "--quiet", "--app", "lhs_portal", "worker",
        "--pool", "solo", "--hostname", name, "--loglevel", "warning",
        "--without-gossip", "--without-mingle",
    ]  # fmt: skip
