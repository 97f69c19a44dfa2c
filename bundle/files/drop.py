"""What happens to the drafts that are dropped on the launcher.

Beside each draft are written its report, a web page, and of a Word draft the annotated copy.
On Linux the drafts are the arguments. On Windows they are read from the command line as Explorer
wrote it, handed on in the environment: it does not quote names without blanks, and of
``甲&乙.docx`` a batch file gets only the half.
"""

import os
import re
import sys
from pathlib import Path

from shengao.__main__ import run

_FINDINGS = 1  # the exit code of a check that found something


def main() -> int:
    """Check all that was dropped; 0 if everything could be done."""
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="replace")  # type: ignore[union-attr]
    drafts = sys.argv[1:] or dropped(
        os.environ.get("SHENGAO_COMMAND", ""),
        os.environ.get("SHENGAO_LAUNCHER", ""),
        os.environ.get("SHENGAO_ARGUMENTS", ""),
    )
    if not drafts:
        print("请把稿件（.docx、.pdf、.ofd、.txt 等）拖到“审稿”的图标上，可以一次拖几篇。")
        return 2
    failed = 0
    for name in drafts:
        print(f"== {Path(name).name}", flush=True)
        failed += not handle(Path(name))
    done = len(drafts) - failed
    print()
    if done:
        print(f"办好 {done} 篇，批注稿和报告写在稿件旁边，名字里有“.审稿”。原稿没有动。")
    if failed:
        print(f"有 {failed} 篇没有办成，原因见上面。")
    return 2 if failed else 0


def handle(draft: Path) -> bool:
    """Write what there is to say of a draft beside it; False if anything could not be done."""
    draft = draft.absolute()  # a name that begins with “-” is no option
    if draft.is_dir():
        print(f"{draft} 是文件夹，请把其中的稿件拖上来。", file=sys.stderr)
        return False
    done = run(["check", str(draft), "--format", "html", "--quiet"]) in (0, _FINDINGS)
    if done and draft.suffix.lower() == ".docx":
        done = run(["annotate", str(draft)]) == 0
    return done


def dropped(command: str, launcher: str, arguments: str) -> list[str]:
    """The files of a Windows command line.

    `command` is the whole line of the ``cmd.exe`` that runs the launcher; where the launcher
    is not named in it, somebody typed it at a prompt, and `arguments` are what they typed.
    """
    at = command.lower().find(launcher.lower()) if launcher else -1
    rest = command[at + len(launcher) :].removeprefix('"') if at >= 0 else arguments
    return [quoted or plain for quoted, plain in re.findall(r'"([^"]+)"|([^ "]+)', rest)]


if __name__ == "__main__":
    sys.exit(main())
