"""Every setting that the environment may give, with its meaning; docs/settings.md is made of it.

A fault names the variable and what to do, all faults at once. Demo and test modes have safe
defaults; production has none for anything that an administrator must decide.
"""

import os
import re
import secrets
from collections.abc import Callable
from email.utils import parseaddr
from pathlib import Path
from typing import Annotated, Literal
from urllib.parse import SplitResult, urlsplit

from pydantic import Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from lhs_portal.lib.signing_keys import (
    UnusableKey,
    make_private_key,
    read_private_key,
    read_public_key,
)
from lhs_portal.lib.uploads.clamd import read_address

BASE_DIR = Path(__file__).resolve().parent.parent

MAKE_A_KEY = "Make one with `python manage.py generate_signing_key`."

FONT_SUFFIXES = frozenset({".ttf", ".otf", ".ttc", ".otc"})
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
    signing_key: SecretStr = Field(
        default=SecretStr(""),
        description="Signs the manifests of reports and releases: an Ed25519 private key, which "
        "`manage.py generate_signing_key` makes. Demo mode makes its own and keeps it in the data "
        "folder. Keep a copy; deploy.md says how to replace it.",
    )
    old_signing_keys: str = Field(
        default="",
        description="The public keys of earlier signing keys, separated by spaces: what they "
        "signed still verifies.",
    )
    data_dir: Path = Field(
        default=BASE_DIR / "var",
        description="Where the embedded defaults keep the database, the messages, the mails and "
        "the files; in every mode also the compiled translations.",
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
        description="The folder of the files of reports and of evidence. Empty means `media` in "
        "the data folder, outside production.",
    )
    upload_mb: Annotated[int, Field(ge=1, le=200)] = Field(
        default=25,
        description="The largest file that may be added as evidence, in MB. Your proxy and your "
        "virus scanner must let it through.",
    )
    clamd: str = Field(
        default="",
        description="The virus scanner, a ClamAV daemon: `host:port`, or `/path/socket`. Empty "
        "means none; files are then marked as not scanned.",
    )
    clamd_down: Literal["refuse", "keep"] = Field(
        default="refuse",
        description="What becomes of a file while the virus scanner gives no answer: refused, or "
        "kept and marked as not scanned.",
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
        description="The job of a report or a release whose worker has been silent for so many "
        "seconds is given to another worker. Heartbeat and sweep run at a third of it.",
    )
    font_paths: Annotated[tuple[Path, ...], NoDecode] = Field(
        default=(),
        description="Folders of fonts, with a colon between two, for scripts beyond Latin, Greek, "
        "Cyrillic and Hebrew in the PDF files: on Debian "
        "`/usr/share/fonts/truetype/noto:/usr/share/fonts/opentype/noto`. Characters that no font "
        "can draw stand as □ and are listed in the file.",
    )

    @field_validator("font_paths", mode="before")
    @classmethod
    def _split_paths(cls, value: object) -> object:
        return tuple(filter(None, value.split(os.pathsep))) if isinstance(value, str) else value

    @field_validator("font_paths")
    @classmethod
    def _hold_fonts(cls, paths: tuple[Path, ...]) -> tuple[Path, ...]:
        for path in paths:
            if not path.is_dir():
                raise ValueError(f"{path} is not a folder; install the fonts or leave it out")
            if not any(each.suffix.lower() in FONT_SUFFIXES for each in path.rglob("*")):
                raise ValueError(f"no font (.ttf, .otf, .ttc) is in {path}; install it or leave it")
        return tuple(path.resolve() for path in paths)

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

    def secret_key_in_use(self) -> str:
        """The key given; outside production one made once and kept in the data folder."""
        given = self.secret_key.get_secret_value()
        return given or self._kept("secret_key", lambda: secrets.token_urlsafe(50))

    def signing_key_in_use(self) -> str:
        """As above. Raises UnsafeSettings where the kept one was spoiled."""
        if given := self.signing_key.get_secret_value():
            return given
        kept = self._kept("signing_key", make_private_key)
        try:
            read_private_key(kept)
        except UnusableKey as fault:
            raise UnsafeSettings(
                f"The portal did not start. {self.data_dir / 'signing_key'}: {fault} "
                "Bring back the file, or remove it to have a new key."
            ) from None
        return kept

    def public_keys(self) -> list[str]:
        return re.split(r"[\s,]+", self.old_signing_keys.strip()) if self.old_signing_keys else []

    def _kept(self, name: str, make: Callable[[], str]) -> str:
        """The text of a file in the data folder, made where it is not there yet.

        Other processes of the same start see it whole, or not at all.
        """
        path = self.data_dir / name
        if not path.exists():
            self.data_dir.mkdir(parents=True, exist_ok=True)
            new = self.data_dir / f".{name}-{secrets.token_hex(8)}"
            with os.fdopen(os.open(new, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "w") as f:
                f.write(make())
            try:
                os.link(new, path)
            except FileExistsError:
                pass  # another process of the same start was quicker: its key is read below
            except OSError:  # a file system without links
                new.replace(path)
            new.unlink(missing_ok=True)
        return path.read_text()

    def faults(self) -> list[str]:
        """What keeps this environment from its mode, a sentence each."""
        return [*self._key_faults(), *(self._production_faults() if self.production else [])]

    def _key_faults(self) -> list[str]:
        """A key that was given has to be one in every mode."""
        found = []
        given = self.signing_key.get_secret_value()
        if not given and self.production:
            found.append(f"LHS_SIGNING_KEY: set the key that signs reports. {MAKE_A_KEY}")
        try:
            if given:
                read_private_key(given)
        except UnusableKey as fault:
            found.append(f"LHS_SIGNING_KEY: {fault} {MAKE_A_KEY}")
        for number, text in enumerate(self.public_keys(), 1):
            try:
                read_public_key(text)
            except UnusableKey as fault:
                found.append(f"LHS_OLD_SIGNING_KEYS, key {number}: {fault}")
        return found

    def _production_faults(self) -> list[str]:
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
        if self.clamd and read_address(self.clamd) is None:
            found.append(
                "LHS_CLAMD: set host:port or /path/socket of the virus scanner, or nothing."
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
            f"LHS_{'_'.join(map(str, fault['loc'])).upper()}: "
            f"{fault['msg'].removeprefix('Value error, ')}."
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
