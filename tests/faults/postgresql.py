"""A private PostgreSQL in a temporary folder, which a test may stop as it likes."""

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests import services

DEBIAN = Path("/usr/lib/postgresql")


def programs() -> Path | None:
    """The folder with initdb and pg_ctl, the newest where there are several."""
    if found := shutil.which("pg_ctl"):
        return Path(found).resolve().parent
    versions = sorted(DEBIAN.glob("*/bin"), key=lambda path: float(path.parent.name))
    return versions[-1] if versions else None


class Server:
    def __init__(self, folder: Path, port: int) -> None:
        self.folder = folder
        self.url = f"postgresql://portal@127.0.0.1:{port}/postgres"

    def run(self, program: str, *arguments: str) -> None:
        """As another user where this is root: PostgreSQL refuses to run as root."""
        bin_folder = programs()
        assert bin_folder
        subprocess.run(
            [str(bin_folder / program), "-D", str(self.folder), *arguments],
            check=True,
            stdout=subprocess.DEVNULL,
            stdin=subprocess.DEVNULL,
            cwd=self.folder,
            user="postgres" if os.geteuid() == 0 else None,
        )

    def restart_at_once(self) -> None:
        """As a power cut: no transaction in progress survives."""
        self.run("pg_ctl", "restart", "-w", "-m", "immediate", "-l", str(self.folder / "log"))


@contextmanager
def private_postgresql() -> Iterator[Server]:
    """Answers at `url` when entered."""
    folder = Path(tempfile.mkdtemp(prefix="lhs-pg-"))
    if os.geteuid() == 0:
        os.chown(folder, pwd.getpwnam("postgres").pw_uid, -1)
    port = services.free_port()
    server = Server(folder, port)
    try:
        server.run("initdb", "--username=portal", "--auth=trust", "--encoding=UTF8", "--no-sync")
        options = f"-p {port} -k {folder} -c listen_addresses=127.0.0.1"
        server.run("pg_ctl", "start", "-w", "-l", str(folder / "log"), "-o", options)
        yield server
        server.run("pg_ctl", "stop", "-w", "-m", "immediate")
    finally:
        shutil.rmtree(folder, ignore_errors=True)
