"""Fuzz the readers for some minutes each: ``python tests/fuzz/run.py --minutes 10 [reader …]``.

atheris tries what comes to lines that nothing came to before; what it keeps lies in
``build/fuzz/<reader>`` and is gone on from the next time. What a reader must not do (anything
but `ReadError`, a minute on one file, two gigabytes) ends its run, and the file that did it is
kept beside these as ``crash-…``. Exit code 1 if there was any.

With ``--programs`` the formats of other word processors really go through LibreOffice, some
seconds a file: few are tried, and it is what users meet.
"""

import argparse
import hashlib
import os
import random
import subprocess
import sys

import harness

from shengao.read import soffice

_SECONDS = 60
_MEGABYTES = 2048
_OFTEN = 2_000  # files between two lines of output


def main() -> int:
    """Fuzz one reader after another, each in a process of its own."""
    parser = argparse.ArgumentParser(description=__doc__, allow_abbrev=False)
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--programs", action="store_true", help="office, with LibreOffice")
    parser.add_argument("--one", action="store_true", help=argparse.SUPPRESS)
    parser.add_argument("readers", nargs="*", default=harness.readers())
    given = parser.parse_args()
    if given.programs:
        given.readers = ["office"]
    if unknown := set(given.readers) - set(harness.readers()):
        parser.error(f"no such reader: {', '.join(sorted(unknown))}")
    os.environ["SHENGAO_CACHE"] = "off"  # each file is converted, and none is kept
    if not given.programs:
        os.environ.update([harness.PROGRAMS_OFF])
    if given.one:
        fuzz(given.readers[0], given.minutes, programs=given.programs)
    failed = []
    for reader in given.readers:
        print(f"== {reader}: {given.minutes:g} minutes", flush=True)
        command = [sys.executable, __file__, "--one", "--minutes", str(given.minutes), reader]
        if given.programs:
            command.append("--programs")
        if subprocess.run(command, check=False).returncode:
            failed.append(reader)
    print(f"failed: {', '.join(failed)}" if failed else "nothing but ReadError")
    return 1 if failed else 0


def fuzz(reader: str, minutes: float, *, programs: bool) -> None:
    """Fuzz a reader; ends the process."""
    import atheris

    with atheris.instrument_imports(include=["shengao", "markdown_it"]):
        __import__(f"shengao.read.{reader}")
    folder = harness.ROOT / "build" / "fuzz" / (f"{reader}-programs" if programs else reader)
    folder.mkdir(parents=True, exist_ok=True)
    for sample in harness.converted() if programs else harness.samples(reader):
        (folder / hashlib.sha256(sample).hexdigest()[:16]).write_bytes(sample)
    counts = {True: 0, False: 0}
    often = 20 if programs else _OFTEN
    seconds = _SECONDS + (soffice.TIME_LIMIT if programs else 0)

    def try_one(data: bytes) -> None:
        counts[harness.judge(reader, data)] += 1
        if sum(counts.values()) % often == 0:
            print(f"{reader}: {counts[True]} drafts read, {counts[False]} refused", flush=True)

    def mutate(data: bytes, most: int, seed: int) -> bytes:
        chance = random.Random(seed)

        def other(plain: bytes, chance: random.Random) -> bytes:
            if chance.random() < 0.5:
                return bytes(atheris.Mutate(plain, max(len(plain) + 64, 64)))
            return harness.plain(plain, chance)

        return harness.harmed(data, chance, other)[:most]

    arguments = [
        sys.argv[0], str(folder), f"-artifact_prefix={folder}/",
        f"-max_total_time={minutes * 60:.0f}", f"-timeout={seconds}",
        f"-rss_limit_mb={_MEGABYTES}", f"-max_len={4 * harness.MOST}",
        "-verbosity=0", "-len_control=0",
    ]  # fmt: skip
    atheris.Setup(arguments, try_one, custom_mutator=mutate)
    atheris.Fuzz()


if __name__ == "__main__":
    sys.exit(main())
