"""The application behind its guard, asked as the page asks it; a browser; a desk with drafts."""

import os
import shutil
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from fastapi.testclient import TestClient

from shengao.config import Resolver
from shengao.desk.folder import Desk
from shengao.desk.scan import scan
from shengao.web.application import application
from shengao.web.guard import Guard
from shengao.web.judge import Judge

if TYPE_CHECKING:
    from playwright.sync_api import Browser

ROOT = Path(__file__).resolve().parents[2]
POOR = (ROOT / "examples" / "差稿.docx").read_bytes()
PORT = 8765
TOKEN = "a-token-of-the-test"  # a word of our own
ADDRESS = f"http://127.0.0.1:{PORT}"
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
EVIL = "evil.example"
"""A name of another site that leads to this machine."""

_BROUGHT = {
    "1急件.txt": (
        "河口镇一处仓库起火（首报）\n"
        "3月5日14时20分，河口镇工业园一处仓库起火，过火面积约200平方米，无人员伤亡。\n"
        "镇政府10分钟到达现场，疏散37人，15时10分明火扑灭。起火原因正在调查。后续情况续报。\n"
    ).encode(),
    "2好稿.txt": (ROOT / "examples" / "好稿.txt").read_bytes(),
    "3差稿.docx": POOR,
    "4坏稿.docx": b"not a document",
    "5秘稿.txt": "机密★1年\n\n关于某项工作的情况\n某项工作已经开始。\n".encode(),
}
_DAYS = {"2好稿.txt": 4, "3差稿.docx": 6}  # of March on which they came, others on the 5th
_ON_ONE_EVENT = (
    "{unit}全力应对3月4日暴雨转移安置群众\n\n"
    "3月4日，暴雨袭击柳河流域。{unit}立即启动防汛应急预案，转移安置群众{moved}人。\n"
    "{unit}组建3支抢险队，疏通河道4公里，抢通道路2处，目前无人员伤亡。\n"
    "{unit}\n2026年3月5日\n"
)


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


@pytest.fixture(scope="session")
def scanned(tmp_path_factory: pytest.TempPathFactory) -> Callable[[], Path]:
    """Gives folders, each a desk with the same seven drafts, in the order of their names."""
    place = tmp_path_factory.mktemp("desk")
    box = place / "来稿"
    box.mkdir()
    events = {
        f"{name}.txt": _ON_ONE_EVENT.format(unit=unit, moved=moved).encode()
        for name, unit, moved in (("6柳河", "柳河镇", 95), ("7白沙", "白沙镇", 120))
    }
    made = Desk(place / "库", create=True)
    settings = Resolver(isolated=True).settings("稿件.txt")
    for name, data in {**_BROUGHT, **events}.items():
        path = box / name
        path.write_bytes(data)
        came = datetime(2026, 3, _DAYS.get(name, 5), 16, int(name[0])).timestamp()
        os.utime(path, (came, came))
        scan(made, (path,), settings, datetime(2026, 3, 6, 17, 0))
    made.close()

    def copy() -> Path:
        return Path(shutil.copytree(made.folder, tmp_path_factory.mktemp("copy") / "库"))

    return copy


@pytest.fixture(scope="session")
def browser() -> "Iterator[Browser]":
    from playwright.sync_api import sync_playwright

    with sync_playwright() as control:
        arguments = ["--no-sandbox", f"--host-resolver-rules=MAP {EVIL} 127.0.0.1"]
        made = control.chromium.launch(executable_path=CHROMIUM, args=arguments)
        yield made
        made.close()
