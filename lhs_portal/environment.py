"""Every setting that the environment may give, with its meaning; docs/settings.md is made of it.

A fault names the variable and what to do, all faults at once. Demo and test modes have safe
defaults; production has none for anything that an administrator must decide.
"""

import os
import re
import secrets
from email.utils import parseaddr
from pathlib import Path
from typing import Annotated, Literal
from urllib.parse import SplitResult, urlsplit

from pydantic import Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

BASE_DIR = Path(__file__).resolve().parent.parent

Port = Annotated[int, Field(ge=1, le=65535)]


class UnsafeSettings(SystemExit):
    """The settings cannot be used: the process ends with one line per fault, exit status 1."""


class Environment(BaseSettings):
    """The variables, read once at start."""

    model_config = SettingsConfigDict(env_prefix="LHS_", extra="ignore")

    mode: Literal["demo", "production", "test"] = Field(
        default="demo",
        description="`demo` listens to this computer alone, needs no server and shows its own "
        "outgoing mail. `production` refuses to start on a missing or unsafe setting. `test` is "
        "for the suite.",
    )
    site_url: str = Field(
        default="http://localhost:8000",
        description="The address that people use, without a path. Host checks, links in mails "
        "and secure cookies follow from it. Production demands https.",
    )
    secret_key: SecretStr = Field(
        default=SecretStr(""),
        description="Signs sessions and links: at least 50 random characters. Demo mode makes its "
        "own and keeps it in the data folder.",
    )
    data_dir: Path = Field(
        default=BASE_DIR / "var",
        description="Where the embedded defaults keep the database, the messages, the mails and "
        "the files of reports.",
    )
    database_url: str = Field(
        default="",
        description="`postgresql://user:password@host:5432/name` or `sqlite:////path/file`. Empty "
        "means a SQLite file in the data folder, outside production.",
    )
    broker_url: str = Field(
        default="",
        description="`redis://host:6379/0`, or `spool:///path/folder` for messages in a folder of "
        "this computer. Empty means a folder in the data folder, outside production.",
    )
    media_root: Path | None = Field(
        default=None,
        description="The folder of the files of reports. Empty means `media` in the data "
        "folder, outside production.",
    )
    email_host: str = Field(default="", description="The mail server. Demanded in production.")
    email_port: Port = Field(default=587, description="The mail server's port.")
    email_user: str = Field(
        default="", description="The account on the mail server, if it needs one."
    )
    email_password: SecretStr = Field(default=SecretStr(""), description="That account's password.")
    email_security: Literal["starttls", "tls", "none"] = Field(
        default="starttls", description="How the connection to the mail server is protected."
    )
    from_email: str = Field(
        default="LHS Portal <portal@localhost>", description="The sender of the portal's mails."
    )
    trusted_proxies: int | None = Field(
        default=None,
        ge=0,
        le=10,
        description="How many reverse proxies of yours stand before the portal; rate limits read "
        "the client's address behind them. Demanded in production.",
    )
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = Field(
        default="INFO", description="The least severe message that is logged."
    )
    lease_seconds: Annotated[int, Field(ge=2, le=600)] = Field(
        default=15,
        description="A report job whose worker has been silent for so many seconds is given to "
        "another worker. Heartbeat and sweep run at a third of it.",
    )

    @property
    def production(self) -> bool:
        return self.mode == "production"

    def database(self) -> str:
        return self.database_url or f"sqlite:///{self.data_dir / 'portal.sqlite3'}"

    def broker(self) -> str:
        return self.broker_url or f"spool://{self.data_dir / 'spool'}"

    def media(self) -> Path:
        return self.media_root or self.data_dir / "media"

    def hosts(self) -> list[str]:
        """Demo mode answers to this computer's own names alone, so that it cannot be published."""
        host = urlsplit(self.site_url).hostname or ""
        return [host] if self.production else ["localhost", "127.0.0.1", "[::1]", "testserver"]

    def signing_key(self) -> str:
        """The key given; outside production one made once and kept in the data folder."""
        if key := self.secret_key.get_secret_value():
            return key
        path = self.data_dir / "secret_key"
        if not path.exists():
            self.data_dir.mkdir(parents=True, exist_ok=True)
            try:
                with os.fdopen(
                    os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "w"
                ) as f:
                    f.write(secrets.token_urlsafe(50))
            except FileExistsError:
                pass  # another process of the same start was quicker: its key is read below
        return path.read_text()

    def faults(self) -> list[str]:
        """What keeps this environment from production, a sentence each; none in other modes."""
        if not self.production:
            return []
        found = []
        key = self.secret_key.get_secret_value()
        if len(key) < 50 or len(set(key)) < 10:
            found.append("LHS_SECRET_KEY: set at least 50 random characters.")
        if not is_site_url(self.site_url):
            found.append(
                "LHS_SITE_URL: set the https address that people use, such as "
                "https://portal.example.org, without a path."
            )
        if not is_database_url(self.database_url):
            found.append(
                "LHS_DATABASE_URL: set postgresql://user:password@host:5432/name or "
                "sqlite:////path/file. In a password, write @ : / # % as %40 %3A %2F %23 %25."
            )
        if not is_broker_url(self.broker_url):
            found.append("LHS_BROKER_URL: set redis://host:6379/0 or spool:///path/folder.")
        if self.media_root is None or not self.media_root.is_absolute():
            found.append(
                "LHS_MEDIA_ROOT: set the folder that keeps the files of reports, from the root on."
            )
        if not self.email_host:
            found.append("LHS_EMAIL_HOST: set the mail server; invitations need one.")
        sender = parseaddr(self.from_email)[1]
        if "@" not in sender or sender.endswith("@localhost"):
            found.append("LHS_FROM_EMAIL: set the sender of the portal's mails.")
        if not self.trusted_proxies:
            # The server itself speaks http: with no proxy before it, it would redirect for ever.
            found.append("LHS_TRUSTED_PROXIES: set the number of your proxies, 1 or more.")
        return found


def is_site_url(text: str) -> bool:
    """Names one https host: Django would read `*` or a leading dot as many."""
    parts = _split(text)
    if parts is None or parts.scheme != "https" or parts.path not in {"", "/"}:
        return False
    one_host = re.fullmatch(r"(\w[\w.-]*|\[[0-9a-fA-F:]+\])(:\d+)?", parts.netloc)
    return bool(one_host) and not (parts.query or parts.fragment)


def is_database_url(text: str) -> bool:
    """Names a database; a SQLite file by its whole path."""
    parts = _split(text)
    if parts is None:
        return False
    if parts.scheme == "sqlite":
        return parts.path.startswith("//")
    return parts.scheme in {"postgresql", "postgres"} and len(parts.path) > 1


def is_broker_url(text: str) -> bool:
    parts = _split(text)
    if parts is None:
        return False
    if parts.scheme == "spool":
        return len(parts.path) > 1
    return parts.scheme in {"redis", "rediss"} and bool(parts.hostname)


def _split(text: str) -> SplitResult | None:
    """None where the address cannot be read, its port included."""
    try:
        parts = urlsplit(text)
        _ = parts.port
    except ValueError:
        return None
    return parts


def read_environment() -> Environment:
    """The environment of this process. Raises UnsafeSettings naming every fault."""
    try:
        environment = Environment()
    except ValidationError as error:
        lines = [
            f"LHS_{'_'.join(map(str, fault['loc'])).upper()}: {fault['msg']}."
            for fault in error.errors()
        ]
    else:
        lines = environment.faults()
        if not lines:
            return environment
    raise UnsafeSettings(
        "The portal did not start. Its settings need attention (see docs/settings.md):\n- "
        + "\n- ".join(lines)
    )
