"""Starts the portal: `python -m lhs_portal.run demo` (or production, web, worker, probe …).

Settings come from the environment (docs/settings.md). Every failure is a sentence that says what
to do, and exit status 1.
"""

import argparse
import fcntl
import os
import socket
import sys
from contextlib import ExitStack
from pathlib import Path
from typing import IO
from urllib.parse import urlsplit

import django

from lhs_portal.environment import BASE_DIR, Environment, read_environment
from lhs_portal.processes import supervising
from lhs_portal.processes.commands import web_command, worker_command


def main(arguments: list[str] | None = None) -> None:
    options = _parser().parse_args(arguments)
    os.chdir(BASE_DIR)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lhs_portal.settings")
    # All processes inherit it: threads of linear algebra that contend take several times as long.
    for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"):
        os.environ.setdefault(name, "1")
    if options.command in {"demo", "production"}:
        sys.exit(_run_all(options))
    if options.command == "web":
        _become_web(options)
    if options.command == "worker":
        os.execv(sys.executable, worker_command(options.name))  # noqa: S606 - our own command
    if options.command == "probe":
        sys.exit(0 if supervising.answers(_plan(options, read_environment()).probe) else 1)
    sys.exit(0 if _worker_is_alive(options.name) else 1)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m lhs_portal.run", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    for name, sentence in {
        "demo": "everything on this computer, with demo data",
        "production": "web server and workers under one supervisor",
        "web": "prepare the database, then be the web server",
        "probe": "exit status 0 where the web server is ready",
    }.items():
        command = commands.add_parser(name, help=sentence)
        command.add_argument("--port", type=int, default=8000)
        command.add_argument("--host", default="127.0.0.1")
        command.add_argument("--web-processes", type=int, default=2)
        command.add_argument("--workers", type=int, default=1)
        if name == "demo":
            command.add_argument("--reset", action="store_true", help="start over")
            command.add_argument(
                "--without-field",
                action="store_true",
                help="leave out the 160 made-up organizations and their releases: a faster start",
            )
    for name, sentence in {
        "worker": "be one worker",
        "probe-worker": "exit status 0 where this computer's worker is alive",
    }.items():
        commands.add_parser(name, help=sentence).add_argument("--name", default="worker@%h")
    return parser


def _run_all(options: argparse.Namespace) -> int:
    demo = options.command == "demo"
    if demo:
        os.environ.setdefault("LHS_SITE_URL", f"http://localhost:{options.port}")
    environment = read_environment()
    if demo == environment.production:
        return _complain(
            f"LHS_MODE is “{environment.mode}”, which does not go with `{options.command}`."
        )
    if sentence := _port_taken(options.host, options.port):
        return _complain(sentence)
    with ExitStack() as stack:
        if demo:
            lock = stack.enter_context(_open_lock(environment.data_dir))
            if not _take(lock):
                return _complain(
                    f"This portal is already running from {environment.data_dir}. Use that one, or "
                    "stop it with Ctrl-C where it was started."
                )
        if sentence := _prepare(options, environment):
            return _complain(sentence)
        plan = _plan(options, environment)
        try:
            return supervising.run_supervised(plan, lambda: _announce(options, environment, plan))
        except supervising.NotReady as error:
            where = plan.logs or "what is printed above"
            return _complain(f"{error} The reason is in {where}.")
        finally:
            print("Stopped. Everything that was typed is kept.", flush=True)


def _prepare(options: argparse.Namespace, environment: Environment) -> str:
    """Bring database and files to this version of the code. A sentence where that cannot be."""
    django.setup()
    from django.db import OperationalError, connections

    from lhs_portal.processes import preparing

    try:
        if options.command == "demo":
            if options.reset:
                preparing.forget_demo(environment)
            preparing.prepare_database()
            preparing.prepare_demo(with_field=not options.without_field)
        else:
            preparing.prepare_database()
            preparing.prepare_static_files()
    except preparing.CannotReset as error:
        return str(error)
    except OperationalError as error:
        first = str(error).strip().splitlines()[0]
        return f"The database cannot be used (LHS_DATABASE_URL): {first}"
    connections.close_all()
    return ""


def _plan(options: argparse.Namespace, environment: Environment) -> supervising.Plan:
    site = urlsplit(environment.site_url)
    return supervising.Plan(
        host=options.host,
        port=options.port,
        web_processes=options.web_processes,
        workers=options.workers,
        folder=environment.data_dir / "run",
        logs=None if environment.production else environment.data_dir / "logs",
        headers={"Host": site.netloc, "X-Forwarded-Proto": site.scheme},
    )


def _announce(
    options: argparse.Namespace, environment: Environment, plan: supervising.Plan
) -> None:
    if options.command != "demo":
        print(f"The portal answers at {options.host}:{options.port}.", flush=True)
        return
    from lhs_portal.site.demo import cast

    people = cast.sign_ins()
    width = max(len(person.email) for person in people)
    lines = [f"  {person.email:{width}}  {person.part}" for person in people]
    print(
        f"\nThe portal is ready: {environment.site_url}\n\n"
        f"Sign in as one of these; the password of all is {cast.password()}\n",
        *lines,
        f"\nLogs are in {plan.logs}. Ctrl-C stops everything, and keeps what was typed.\n",
        sep="\n",
        flush=True,
    )


def _become_web(options: argparse.Namespace) -> None:
    options.reset = False
    if sentence := _prepare(options, read_environment()):
        sys.exit(_complain(sentence))
    command = web_command(host=options.host, port=options.port, processes=options.web_processes)
    os.execv(sys.executable, command)  # noqa: S606 - our own command


def _worker_is_alive(name: str) -> bool:
    django.setup()
    from celery.utils.nodenames import default_nodename, host_format

    from reports.queries import load_jobs_status

    mine = host_format(default_nodename(name))
    return any(worker == mine for worker, _ in load_jobs_status().workers)


def _port_taken(host: str, port: int) -> str:
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except (OSError, OverflowError) as error:
            return (
                f"Port {port} cannot be used ({error}). Stop what uses it, or choose another one: "
                f"make demo PORT={port + 1 if port < 65535 else 8000}"
            )
    return ""


def _open_lock(folder: Path) -> IO[str]:
    folder.mkdir(parents=True, exist_ok=True)
    return (folder / "running.lock").open("w")


def _take(lock: IO[str]) -> bool:
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _complain(sentence: str) -> int:
    print(sentence, file=sys.stderr)
    return 1


if __name__ == "__main__":
    main()
