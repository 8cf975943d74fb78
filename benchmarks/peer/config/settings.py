"""RDMO as its own rdmo-app sets it up, with the portal's database engine and connections.

Runs in an environment of its own (`make bench-peer`), never in the portal's.
"""

import os
from urllib.parse import unquote, urlsplit

from rdmo.core.settings import *  # noqa: F403

url = urlsplit(os.environ["PEER_DATABASE_URL"])
if url.scheme == "sqlite":
    DATABASES = {
        "default": {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": url.path,
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE",
                "timeout": 20,
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
            },
        }
    }
else:
    DATABASES = {
        "default": {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": url.path[1:],
            "HOST": url.hostname,
            "PORT": url.port or 5432,
            "USER": unquote(url.username or ""),
            "PASSWORD": unquote(url.password or ""),
        }
    }
DATABASES["default"]["CONN_MAX_AGE"] = 600
DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
SECRET_KEY = "only for measuring"
ALLOWED_HOSTS = ["127.0.0.1"]
ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
STATIC_ROOT = os.environ["PEER_FOLDER"]
MEDIA_ROOT = os.environ["PEER_FOLDER"]
