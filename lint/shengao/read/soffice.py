"""LibreOffice as a converter: a Word document of a file in another format of a word processor.

Its exit code says nothing, so what counts is the file that it leaves. Each conversion has a
profile of its own: two processes in one profile lose files. Macros are never run.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from shengao.errors import ReadError

PROGRAM = "SHENGAO_SOFFICE"
"""The variable of the environment that names the program; ``off`` for none."""
TIME_LIMIT = 120
"""Seconds that a conversion may take."""

_NAMES = ("soffice", "libreoffice", "libreoffice7.6", "libreoffice24.2")
_PLACES = (
    "/opt/libreoffice*/program/soffice",
    "/usr/lib/libreoffice/program/soffice",
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
)
_NO_MACROS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">
<prop oor:name="MacroSecurityLevel" oor:op="fuse"><value>3</value></prop>
<prop oor:name="DisableMacrosExecution" oor:op="fuse"><value>true</value></prop>
<prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop>
</item>
</oor:items>
"""
_PROFILE = "user/registrymodifications.xcu"


def find() -> str | None:
    """The path of LibreOffice's program; None where it is not installed."""
    named = os.environ.get(PROGRAM)
    if named == "off":
        return None
    if named:
        return shutil.which(named)
    for name in _NAMES:
        if (found := shutil.which(name)) is not None:
            return found
    for pattern in _PLACES:
        for place in sorted(Path("/").glob(pattern.lstrip("/")), reverse=True):
            return str(place)
    if sys.platform == "win32":
        for variable in ("PROGRAMFILES", "PROGRAMFILES(X86)"):
            place = Path(os.environ.get(variable, "")) / "LibreOffice/program/soffice.com"
            if place.is_file():
                return str(place)
    return None


def convert(program: str, data: bytes, suffix: str, path: str) -> bytes:
    """The bytes of a .docx made of a file of that suffix. Raises `ReadError`."""
    try:
        with tempfile.TemporaryDirectory(prefix="shengao-", ignore_cleanup_errors=True) as folder:
            return _converted(program, data, suffix, path, Path(folder))
    except OSError as error:
        raise ReadError(path, f"转换要用的临时文件写不了（系统错误 {error.errno}）") from error


def _converted(program: str, data: bytes, suffix: str, path: str, folder: Path) -> bytes:
    profile = folder / "profile"
    settings = profile / _PROFILE
    settings.parent.mkdir(parents=True)
    settings.write_text(_NO_MACROS, encoding="utf-8")
    draft = folder / f"draft{suffix}"
    draft.write_bytes(data)
    target = folder / "out"
    command = [
        program,
        f"-env:UserInstallation={profile.as_uri()}",
        "--headless", "--norestore", "--nolockcheck", "--nodefault",
        "--convert-to", "docx:MS Word 2007 XML",
        "--outdir", str(target),
        str(draft),
    ]  # fmt: skip
    try:
        _run(command, folder)
    except subprocess.TimeoutExpired as error:
        why = f"LibreOffice 转换超过 {TIME_LIMIT} 秒，已停止，请另存为 .docx"
        raise ReadError(path, why) from error
    except OSError as error:
        raise ReadError(path, "LibreOffice 运行不了，请另存为 .docx") from error
    made = target / "draft.docx"
    if not made.is_file() or made.stat().st_size == 0:
        raise ReadError(path, "LibreOffice 打不开这个文件，可能已损坏或有密码，请另存为 .docx")
    return made.read_bytes()


def _run(command: list[str], folder: Path) -> None:
    """Run LibreOffice to its end; when its time is up, with the process that it starts."""
    process = subprocess.Popen(
        command,
        cwd=folder,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        process.wait(TIME_LIMIT)
    except BaseException:
        _end(process)
        raise


def _end(process: "subprocess.Popen[bytes]") -> None:
    if sys.platform == "win32":
        process.kill()
    else:
        import contextlib
        import signal

        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)  # its session, and nothing else
    process.wait()
