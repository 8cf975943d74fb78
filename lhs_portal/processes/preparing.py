"""What has to be there before the processes start. All of it may be done again at any time."""

import hashlib
import shutil
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command

from commitments.models import FrameworkVersion
from lhs_portal.environment import BASE_DIR, Environment
from lhs_portal.lib.canonical import digest_of

FRAMEWORK = BASE_DIR / "fixtures" / "framework" / "2024.12.yaml"


class CannotReset(Exception):
    """Starting over would touch a database that is not the embedded one."""


def prepare_database() -> None:
    call_command("migrate", interactive=False, verbosity=0)


def prepare_static_files() -> None:
    """Under names that hold their digests, compressed: production serves these alone.

    Compressing takes half a minute, so what has not changed is left as it is.
    """
    mark = Path(settings.STATIC_ROOT, ".sources")
    sources = digest_of(
        [
            [path, hashlib.sha256(storage.open(path).read()).hexdigest()]
            for finder in get_finders()
            for path, storage in finder.list([])
        ]
    )
    if mark.exists() and mark.read_text() == sources:
        return
    mark.unlink(missing_ok=True)
    call_command("collectstatic", interactive=False, verbosity=0)
    mark.write_text(sources)


def prepare_demo(*, with_field: bool) -> None:
    """The framework with what stands beside it, and the demo's data, unless there are any."""
    Path(settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)  # WhiteNoise misses it else
    complete = {"rating_guide__isnull": False, "translations__isnull": False}
    if not FrameworkVersion.objects.in_use().filter(**complete).exists():
        call_command("load_framework", str(FRAMEWORK), publish=True, verbosity=0)
    call_command("load_demo", verbosity=0)
    if with_field:
        call_command("load_demo_field", verbosity=0)


def forget_demo(environment: Environment) -> None:
    """Remove what the embedded defaults keep in the data folder, and nothing else in it."""
    if environment.database_url or environment.broker_url or environment.media_root:
        raise CannotReset(
            "Only the embedded demo can start over: unset LHS_DATABASE_URL, LHS_BROKER_URL and "
            "LHS_MEDIA_ROOT."
        )
    database = Path(settings.DATABASES["default"]["NAME"])
    for path in database.parent.glob(f"{database.name}*"):
        path.unlink()
    for folder in ("spool", "media", "mail", "logs"):
        shutil.rmtree(environment.data_dir / folder, ignore_errors=True)
