"""docker-compose.yml: valid against the Compose specification, and as the issue wants it."""

import subprocess
import sys

import yaml

from lhs_portal.environment import BASE_DIR

COMPOSE = BASE_DIR / "docker-compose.yml"


def services() -> dict:
    return yaml.safe_load(COMPOSE.read_text())["services"]


def test_compose_file_is_valid_against_the_specification():
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", "vendor.compose-spec"]
    done = subprocess.run([*command, str(COMPOSE)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_compose_file_broken_is_refused(tmp_path):
    broken = tmp_path / "docker-compose.yml"
    broken.write_text("services: {web: {imagee: x}}")
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", "vendor.compose-spec"]
    assert subprocess.run([*command, str(broken)], capture_output=True, check=False).returncode


def test_compose_services_have_health_checks_and_named_volumes():
    assert set(services()) == {"web", "worker", "postgres", "redis"}
    for name, service in services().items():
        assert service["healthcheck"]["test"], name
        for volume in service["volumes"]:
            assert not volume.startswith((".", "/")), (name, volume)


def test_containers_do_not_run_as_root():
    assert "\nUSER portal\n" in (BASE_DIR / "Dockerfile").read_text()
    for name in ("postgres", "redis"):
        assert services()[name]["user"] != "root"
