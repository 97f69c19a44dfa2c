"""``shengao app`` as a process: where it listens, how it ends, what it says of mistakes."""

import os
import re
import signal
import socket
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from .conftest import ROOT, Run


@pytest.fixture
def served(tmp_path: Path) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """The process of the page and the address that it prints."""
    process = subprocess.Popen(
        [sys.executable, "-m", "shengao", "app", "--no-browser", "--isolated"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT / "lint"), "PYTHONUTF8": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    )
    assert process.stdout is not None
    found = re.fullmatch(
        r"审稿网页：(http://127\.0\.0\.1:\d+/\?token=[\w-]{40,})\n", process.stdout.readline()
    )
    assert found is not None
    yield process, found[1]
    process.kill()
    process.communicate()


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such signal for one process")
def test_it_serves_until_it_is_interrupted(served: tuple[subprocess.Popen[str], str]) -> None:
    process, address = served
    with urllib.request.urlopen(address) as answer:
        assert "<title>审稿</title>" in answer.read().decode()
    process.send_signal(signal.SIGINT)
    _, err = process.communicate(timeout=60)
    assert (process.returncode, err) == (0, "已停止。\n")


@pytest.mark.skipif(not Path("/proc/net/tcp").exists(), reason="only Linux says where")
def test_it_listens_on_this_machine_alone(served: tuple[subprocess.Popen[str], str]) -> None:
    address = served[1]
    port = int(re.findall(r":(\d+)/", address)[0])
    with pytest.raises(urllib.error.HTTPError) as refused:
        urllib.request.urlopen(f"http://localhost:{port}/")
    assert refused.value.code == 403
    refused.value.close()
    others = {found[4][0] for found in socket.getaddrinfo(socket.gethostname(), port)}
    for other in others - {"127.0.0.1"}:
        with pytest.raises(OSError):
            socket.create_connection((str(other), port), timeout=5).close()


def test_a_port_that_is_taken_is_said(shengao: Run) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        done = shengao("app", "--no-browser", "--port", str(port))
    assert done.code == 2
    assert done.err == f"错误：端口 {port} 用不了，可能已被占用；不写 --port 会自动选一个。\n"


@pytest.mark.parametrize("port", ["70000", "x", "-1"])
def test_a_port_that_cannot_be_is_refused(shengao: Run, port: str) -> None:
    done = shengao("app", "--port", port)
    assert done.code == 2
    assert done.err.startswith("错误：")
    assert "端口" in done.err or "--port" in done.err


def test_a_configuration_with_a_mistake_is_said_before_it_opens(shengao: Run, folder: Path) -> None:
    (folder / "shengao.toml").write_text('threshold = "loud"\n', encoding="utf-8")
    done = shengao("app", "--no-browser")
    assert done.code == 2
    assert done.out == ""
    assert "shengao.toml:1" in done.err


def test_without_a_desk_there_is_nothing_to_list(shengao: Run, folder: Path) -> None:
    done = shengao("app", "--no-browser", "--inbox", "--desk", str(folder / "库"))
    assert done.code == 2
    assert done.err == f"错误：没有收稿库 {folder / '库'}，先用 shengao inbox scan 收稿。\n"


def test_a_desk_is_named_for_the_list_alone(shengao: Run) -> None:
    done = shengao("app", "--no-browser", "--desk", "库")
    assert done.code == 2
    assert done.err == "错误：--desk 说的是来稿在哪里，请同 --inbox 一起写。\n"


def test_other_commands_do_not_load_the_server(folder: Path) -> None:
    code = (
        "import sys; from shengao.__main__ import run; run(['check', '好稿.md']);"
        "print(sorted({'fastapi', 'starlette', 'uvicorn', 'jinja2'} & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT / "lint"), "PYTHONUTF8": "1"},
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    assert done.stdout.endswith("\n[]\n")
