"""Install shengao from the wheels beside this file, for this user alone, without a network.

`install.bat` and `install.sh` look for a Python and run this with it; with ``--suits`` it only
says by its exit code whether that Python will do. A Python before 3.11 fails on the first import.
"""

import hashlib
import json
import os
import platform
import shutil
import stat
import subprocess
import sys
import sysconfig
import tomllib  # noqa: F401  # of Python 3.11 and above
import venv
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
_MACHINES = {
    "win_amd64": ("win-amd64", "64 位 Windows"),
    "linux_x86_64": ("linux-x86_64", "x86_64（兆芯、海光、Intel、AMD）的 Linux"),
    "linux_aarch64": ("linux-aarch64", "ARM64（飞腾、鲲鹏）的 Linux"),
}


class RefusedError(Exception):
    """Why it cannot be installed, in Chinese."""


def main() -> int:
    """Install; 0 if shengao works afterwards."""
    about = json.loads((HERE / "bundle.json").read_text("utf-8"))
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="replace")  # type: ignore[union-attr]
    try:
        fits(about)
        if "--suits" in sys.argv:
            return 0
        whole()
        place = home()
        print(f"正在安装到 {place}，约需一分钟……", flush=True)
        command = install(place, about)
    except RefusedError as why:
        print(f"没有装成：{why}", file=sys.stderr)
        return 1
    except OSError as error:
        print(
            f"没有装成：{error.filename or error}：{_why(error)}。处理后再运行一次。",
            file=sys.stderr,
        )
        return 1
    print(f"装好了，版本 {about['version']}。命令是 {command}")
    print("把稿件拖到“审稿”上，批注稿和报告就写在稿件旁边；用法见 说明.txt。")
    return 0


def fits(about: dict[str, Any]) -> None:
    """Raise `RefusedError` where the wheels are not for this Python or this machine."""
    machine, words = _MACHINES[about["platform"]]
    if sysconfig.get_platform() != machine or sys.implementation.name != "cpython":
        raise RefusedError(f"这个安装包用于{words}，这里的 Python 是 {sysconfig.get_platform()} 的")
    python = f"{sys.version_info.major}.{sys.version_info.minor}"
    if python not in about["pythons"] or sysconfig.get_config_var("Py_GIL_DISABLED"):
        raise RefusedError(
            f"安装包用于 Python {'、'.join(about['pythons'])}，这里的是 {sys.version}"
        )
    name, release = platform.libc_ver()
    if name == "glibc" and tuple(map(int, release.split("."))) < tuple(about["glibc"]):
        needed = ".".join(map(str, about["glibc"]))
        raise RefusedError(f"系统的 glibc 是 {release}，要 {needed} 以上，请换较新的系统")


def whole() -> None:
    """Raise `RefusedError` for a file that is missing or not as it was packed."""
    for line in (HERE / "SHA256SUMS").read_text("utf-8").splitlines():
        wanted, _, name = line.partition("  ")
        path = HERE / name
        if not path.is_file() or hashlib.sha256(path.read_bytes()).hexdigest() != wanted:
            raise RefusedError(f"{name} 缺少或已损坏，请重新拷贝安装包，全部解压后再装")


def home() -> Path:
    """The folder of the installation: the user's own, so that no administrator is needed."""
    if os.name == "nt":
        return Path(os.environ["LOCALAPPDATA"]) / "shengao"
    return _data() / "shengao"


def install(place: Path, about: dict[str, Any]) -> Path:
    """Make the environment and the launchers; returns the command.

    Raises `RefusedError`, and `OSError` where nothing can be written.
    """
    windows = os.name == "nt"
    place.mkdir(parents=True, exist_ok=True)
    environment = place / "venv"
    # pip comes from its wheel: Debian's python3 has no ensurepip without another package.
    venv.EnvBuilder(clear=True, with_pip=False, symlinks=not windows).create(environment)
    scripts = environment / ("Scripts" if windows else "bin")
    python = scripts / ("python.exe" if windows else "python")
    (pip,) = (HERE / "wheels").glob("pip-*.whl")
    _run(
        "pip", [
            python, "-I", pip / "pip", "install", "--quiet", "--no-index", "--no-cache-dir",
            "--no-warn-script-location", "--disable-pip-version-check",
            "--find-links", HERE / "wheels", f"shengao=={about['version']}",
        ],
    )  # fmt: skip
    command = scripts / ("shengao.exe" if windows else "shengao")
    _run("shengao doctor", [command, "doctor"])
    shutil.copyfile(HERE / "drop.py", place / "drop.py")
    if not windows:
        _launchers(place, command)
    return command


def _run(what: str, command: list[str | Path]) -> None:
    """Run a command that the user's own settings of Python and pip do not reach."""
    clean = {
        name: value
        for name, value in os.environ.items()
        if not name.upper().startswith(("PIP_", "PYTHON", "SHENGAO_"))
    }
    done = subprocess.run(
        command,
        env={**clean, "PIP_CONFIG_FILE": os.devnull, "PYTHONUTF8": "1"},
        cwd=HERE,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
        check=False,
    )
    if done.returncode:
        raise RefusedError(f"{what} 出错（{done.returncode}）。它说：\n{done.stdout.strip()}")


def _data() -> Path:
    named = os.environ.get("XDG_DATA_HOME", "")
    return Path(named) if Path(named).is_absolute() else Path.home() / ".local" / "share"


def _launchers(place: Path, command: Path) -> None:
    """The command on the path, the launcher in the menu and, if there is one, on the desktop."""
    script = place / "审稿.sh"
    shutil.copyfile(HERE / "审稿.sh", script)
    script.chmod(0o755)
    entry = desktop_entry(script)
    menu = _data() / "applications"
    desktops = [Path.home() / name for name in ("桌面", "Desktop")]
    menu.mkdir(parents=True, exist_ok=True)
    for target in (
        menu / "shengao.desktop",
        *(desktop / "审稿.desktop" for desktop in desktops if desktop.is_dir()),
    ):
        target.write_text(entry, "utf-8")
        target.chmod(target.stat().st_mode | stat.S_IXUSR)
    link = Path.home() / ".local" / "bin" / "shengao"
    link.parent.mkdir(parents=True, exist_ok=True)
    if link.is_symlink() or not link.exists():
        link.unlink(missing_ok=True)
        link.symlink_to(command)


def desktop_entry(script: Path) -> str:
    """A launcher of the desktop that files can be dropped on."""
    quoted = str(script).replace("\\", "\\\\\\\\").replace("%", "%%")
    for mark in '"`$':
        quoted = quoted.replace(mark, f"\\\\{mark}")
    types = (
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "text/plain",
        "text/markdown",
    )
    return (
        "[Desktop Entry]\nType=Application\nVersion=1.0\nName=审稿\n"
        "Comment=把稿件拖到这里，写出批注稿和报告\n"
        f'Exec="{quoted}" %F\nIcon=accessories-text-editor\nTerminal=true\n'
        f"Categories=Office;\nMimeType={';'.join(types)};\n"
    )


def _why(error: OSError) -> str:
    if isinstance(error, PermissionError):
        return "没有权限，或者审稿正在运行，请关闭后再试"
    return f"系统错误 {error.errno}"


if __name__ == "__main__":
    sys.exit(main())
