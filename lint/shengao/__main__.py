"""The command ``shengao``: what must be right before anything else is imported."""

import gc
import sys

from shengao import __version__

_COLLECT_AFTER = 200_000
"""Objects made before cycles are looked for: at Python's 700 that takes a tenth of a run's time."""

_INTERRUPTED = 130  # as shells say it: 128 and the number of the signal
_BROKEN_PIPE = 141


def main() -> None:
    """Run the command line and exit: 0 clean, 1 findings, 2 something could not be done."""
    code = run(sys.argv[1:])
    # Python looks for cycles once more when it ends: a seventh of a short run's time.
    gc.freeze()
    sys.exit(code)


def run(arguments: list[str]) -> int:
    """The exit code of a command line. Nothing is raised, whatever goes wrong."""
    if arguments in (["--version"], ["version"]):
        print(f"shengao {__version__}")
        return 0
    _set_up_streams()
    gc.set_threshold(_COLLECT_AFTER)
    from shengao.errors import ShengaoError

    try:
        from shengao import cli

        code = cli.run(arguments)
        sys.stdout.flush()
    except ShengaoError as error:
        print(f"错误：{error}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        return _INTERRUPTED
    except OSError as error:
        return _failure(error)
    except Exception as error:
        return _bug(error)  # the last place where a bug can become a sentence
    return code


def _set_up_streams() -> None:
    """Let no output raise, and none be all question marks.

    Where a locale's encoding has no Chinese at all (``LANG=C``, a Western code page in a
    pipe), UTF-8 is what most readers take.
    """
    for stream in (sys.stdout, sys.stderr):
        if stream is None or not hasattr(stream, "reconfigure"):
            continue
        try:
            "审稿".encode(stream.encoding)
        except (UnicodeEncodeError, LookupError):
            stream.reconfigure(encoding="utf-8", errors="replace")
        else:
            stream.reconfigure(errors="replace")


def _failure(error: OSError) -> int:
    """What the system refused: a pipe that nobody reads, a full disk; else it is a bug."""
    import errno
    import os

    closed = error.errno == errno.EPIPE or (os.name == "nt" and error.errno == errno.EINVAL)
    if not closed and error.errno != errno.ENOSPC:
        return _bug(error)
    # Nothing may be left to be flushed at the end.
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    if closed:
        return _BROKEN_PIPE
    print("错误：磁盘已满，结果没有写完。", file=sys.stderr)
    return 2


def _bug(error: Exception) -> int:
    import os
    import traceback

    if os.environ.get("SHENGAO_DEBUG"):
        traceback.print_exception(error)
    else:
        last = traceback.extract_tb(error.__traceback__)[-1]
        place = f"{os.path.basename(last.filename)}:{last.lineno}"  # noqa: PTH119
        print(
            f"内部错误：{type(error).__name__}: {error}（{place}，版本 {__version__}），"
            "请附上此信息反馈。",
            file=sys.stderr,
        )
    return 2


if __name__ == "__main__":
    main()
