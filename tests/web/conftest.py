"""The application behind its guard, asked as the page asks it."""

from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from shengao.web.application import application
from shengao.web.guard import Guard
from shengao.web.judge import Judge

ROOT = Path(__file__).resolve().parents[2]
POOR = (ROOT / "examples" / "差稿.docx").read_bytes()
PORT = 8765
TOKEN = "a-token-of-the-test"  # a word of our own
ADDRESS = f"http://127.0.0.1:{PORT}"


@pytest.fixture(scope="session")
def judge() -> Judge:
    return Judge(isolated=True)


@pytest.fixture
def stranger(judge: Judge) -> TestClient:
    """Somebody who has not opened the page."""
    app = Guard(application(judge), PORT, TOKEN)
    return TestClient(app, base_url=ADDRESS, raise_server_exceptions=False)


@pytest.fixture
def client(stranger: TestClient) -> TestClient:
    """The page, opened by the address with the token."""
    stranger.headers["Origin"] = ADDRESS
    assert stranger.get(f"/?token={TOKEN}").status_code == 200
    return stranger
