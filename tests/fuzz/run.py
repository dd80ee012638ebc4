"""Fuzz the readers for as long as you like: ``make fuzz TARGET=captures SECONDS=600``.

With atheris (``pip install atheris``) the fuzzer is led by what code an input reaches; without it,
seeds are spliced and damaged at random.  What breaks a target is written to ``tests/fuzz/found/``,
where the tests try it from then on.
"""

from __future__ import annotations

import argparse
import hashlib
import importlib.util
import random
import subprocess
import sys
import time
import traceback
from collections.abc import Sequence
from pathlib import Path

from tests.fuzz.targets import ROOT, TARGETS

FOUND = Path(__file__).parent / "found"
LONGEST = 60_000
"""Bytes of one input."""
PIECES = (
    b"\0",
    b"<",
    b">",
    b"&",
    b"]]>",
    b"<!--",
    b"```",
    b"> ",
    b"\n\n",
    b"\r",
    b"---\n",
    b"\xff",
    b"\xef\xbb\xbf",
)


def seeds() -> list[bytes]:
    """Return the demo's captures, pages and notes, and all that was found before."""
    places = [*(ROOT / "captures").rglob("*"), *(ROOT / "docs" / "annotations").rglob("*.md")]
    places += [*(ROOT / "docs" / "articles").glob("*.md"), *FOUND.glob("*")]
    return [path.read_bytes()[:LONGEST] for path in sorted(places) if path.is_file()]


def damaged(stock: Sequence[bytes], chance: random.Random) -> bytes:
    """Return a seed, or two spliced, with some pieces taken out, put in or repeated."""
    content = bytearray(chance.choice(stock))
    if chance.random() < 0.3:
        other = chance.choice(stock)
        content[chance.randrange(len(content) + 1) :] = other[chance.randrange(len(other) + 1) :]
    for _ in range(chance.randrange(1, 12)):
        place = chance.randrange(len(content) + 1)
        match chance.randrange(4):
            case 0:
                del content[place : place + chance.randrange(1, 200)]
            case 1:
                content[place:place] = chance.choice(PIECES) * chance.choice((1, 1, 2, 40))
            case 2:
                content[place:place] = content[place : place + chance.randrange(1, 300)]
            case _:
                content[place : place + 1] = bytes([chance.randrange(256)])
    return bytes(content[:LONGEST])


def keep(name: str, content: bytes) -> Path:
    """Write an input that broke a target to where the tests find it."""
    FOUND.mkdir(exist_ok=True)
    place = FOUND / f"{name}-{hashlib.sha256(content).hexdigest()[:12]}"
    place.write_bytes(content)
    return place


def at_random(name: str, seconds: float, seed: int) -> bool:
    """Try damaged seeds on one target; return False at the first that breaks it."""
    stock, chance, tried = seeds(), random.Random(seed), 0
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        content = damaged(stock, chance)
        tried += 1
        try:
            TARGETS[name](content)
        except Exception:  # whatever comes out of a target is what is looked for
            traceback.print_exc()
            print(f"{name}: broken by input {tried:,}, kept as {keep(name, content)}")
            return False
    print(f"{name}: {tried:,} inputs in {seconds:.0f} s, none broke it (at random, seed {seed})")
    return True


def led(name: str, seconds: float) -> bool:
    """Let atheris look for inputs; it ends its process, so it has one of its own."""
    stock = ROOT / ".cache" / "fuzz" / name
    stock.mkdir(parents=True, exist_ok=True)
    for content in seeds():
        (stock / hashlib.sha256(content).hexdigest()).write_bytes(content)
    code = (
        "import sys, atheris\n"
        "with atheris.instrument_imports(include=['annotated_reader', 'tests.fuzz']):\n"
        "    from tests.fuzz.targets import TARGETS\n"
        f"atheris.Setup(sys.argv, TARGETS[{name!r}])\n"
        "atheris.Fuzz()\n"
    )
    FOUND.mkdir(exist_ok=True)
    options = [f"-max_total_time={seconds:.0f}", f"-max_len={LONGEST}", f"-artifact_prefix={FOUND}/{name}-"]
    command = [sys.executable, "-c", code, str(stock), *options]
    return subprocess.run(command, cwd=ROOT, check=False).returncode == 0


def main() -> int:
    """Fuzz, and return 1 where something broke."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--target", choices=["all", *TARGETS], default="all")
    parser.add_argument("--seconds", type=float, default=60, help="for each target")
    parser.add_argument("--seed", type=int, default=1, help="of the inputs made at random")
    options = parser.parse_args()
    guided = importlib.util.find_spec("atheris") is not None
    done = [
        led(name, options.seconds) if guided else at_random(name, options.seconds, options.seed)
        for name in (TARGETS if options.target == "all" else [options.target])
    ]
    return 0 if all(done) else 1


if __name__ == "__main__":
    sys.exit(main())
