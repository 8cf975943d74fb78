import hashlib
import json
from pathlib import Path

from django.core.management import call_command
from django.test import Client

from commitments.definition import Definition
from commitments.documents import definition_from_document, read_framework
from commitments.models import FrameworkVersion


def test_json_has_the_digest_of_the_version(client: Client, real: FrameworkVersion) -> None:
    response = client.get("/framework/framework.json")
    assert response["Content-Type"] == "application/json"
    assert 'filename="lhs-framework-2024.12.json"' in response["Content-Disposition"]
    assert hashlib.sha256(response.content).hexdigest() == real.digest
    assert definition_from_document(json.loads(response.content)).digest == real.digest


def test_yaml_is_a_framework_file_again(
    client: Client,
    real: FrameworkVersion,
    real_definition: Definition,
    tmp_path: Path,
) -> None:
    response = client.get("/framework/2024.12/framework.yaml")
    assert response["Content-Type"] == "application/yaml"
    assert 'filename="lhs-framework-2024.12.yaml"' in response["Content-Disposition"]
    assert read_framework(response.content) == real_definition
    file = tmp_path / "framework.yaml"
    file.write_bytes(response.content)
    call_command("load_framework", file, "--publish")
    assert FrameworkVersion.objects.get() == real


def test_file_of_a_draft_is_not_found(client: Client, draft: FrameworkVersion) -> None:
    assert client.get("/framework/2024.12/framework.json").status_code == 404
