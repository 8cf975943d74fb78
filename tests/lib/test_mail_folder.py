from email import message_from_bytes
from pathlib import Path
from typing import Any

from django.core.mail import EmailMessage, get_connection


def test_each_message_is_a_file_of_its_own(tmp_path: Path, settings: Any) -> None:
    settings.EMAIL_FILE_PATH = tmp_path / "new" / "mail"
    connection = get_connection("lhs_portal.lib.mail_folder.EmailBackend")
    messages = [EmailMessage(f"No. {number}", "Text", to=["a@example.org"]) for number in range(3)]
    connection.open()
    assert connection.send_messages(messages[:2]) == 2
    assert connection.send_messages(messages[2:]) == 1
    connection.close()
    found = [message_from_bytes(path.read_bytes()) for path in (tmp_path / "new/mail").iterdir()]
    assert sorted(message["Subject"] for message in found) == ["No. 0", "No. 1", "No. 2"]
