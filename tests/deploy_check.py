"""`manage.py check --deploy` under a complete production environment: `python -m tests.deploy_check`."""

import hashlib
import os
import subprocess
import sys
import tempfile

PRODUCTION = {
    "LHS_MODE": "production",
    "LHS_SECRET_KEY": "only-for-this-check-" + "k3yQ9zLp" * 8,
    "LHS_SIGNING_KEY": "ed25519-private-" + hashlib.sha256(b"only for this check").hexdigest(),
    "LHS_SITE_URL": "https://portal.example.org",
    "LHS_DATABASE_URL": "postgresql://portal:portal@127.0.0.1:5432/portal",
    "LHS_BROKER_URL": "redis://127.0.0.1:6379/0",
    "LHS_EMAIL_HOST": "mail.example.org",
    "LHS_FROM_EMAIL": "LHS Portal <portal@example.org>",
    "LHS_TRUSTED_PROXIES": "1",
}


def main() -> int:
    with tempfile.TemporaryDirectory() as folder:
        environment = {**os.environ, **PRODUCTION, "LHS_DATA_DIR": folder, "LHS_MEDIA_ROOT": folder}
        command = [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "WARNING"]
        return subprocess.call(command, env=environment)


if __name__ == "__main__":
    sys.exit(main())
