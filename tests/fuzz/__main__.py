"""`python -m tests.fuzz NAME [SECONDS]`: give one reader texts until it breaks, or the time is over.

With atheris (`pip install atheris`) what a text reaches in our code decides which texts come next; without it they
are changed at random. A text that breaks a reader is printed: keep it as a test. A finding about the text is no
break; any exception but `Mistake` is. `python -m tests.fuzz peers FOLDER` gives all readers the suites of others.
"""

from __future__ import annotations

import importlib
import importlib.util
import os
import random
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parents[2]
SEEDS = {
    "yaml": ("targets.yaml", "config/activities.yaml", "tests/golden/project/targets.yaml"),
    "targets": ("tests/golden/project/targets.yaml", "tests/golden/memo/project/targets.yaml"),
    "csv": ("tests/golden/project/config/measurements/figures.csv", "config/measurements/stay-rate.csv"),
    "promises": ("tests/golden/project/targets.yaml",),
    "figures": ("tests/golden/project/config/measurements/figures.csv",),
    "sources": ("config/sources.yaml", "config/layouts/duo-graduates.yaml"),
    "layout": ("config/layouts/duo-graduates.yaml",),
    "download": tuple(
        f"tests/read/downloads/suppliers/samples/{name}"
        for name in ("cbs4-observations.csv", "made.xlsx", "sdmxcsv20-spec-example-04.csv", "made.ods",
                     "statline-portal-onderwijsniveau-2015.csv", "eurostat-tsv-legacy-trng_lfse_04-excerpt.tsv",
                     "duo-hbo-gediplomeerden-2014-2018.csv", "oecd-sdmxcsv10-id-stes-excerpt.csv")
    ),
}  # fmt: skip
WORDS = (
    b"2015", b"2014/15", b"2015-Q3", b"2014/'15*", b"2015KW01", b"1.234,5", b"38,5%", b"4 op de 10", b"2x",
    b"18 months", b"mrt 2015", b"het eerste kwartaal van 2015", b"<5", b"1e99", b"-0", b"\xe2\x88\x921", b"#N/B",
)  # fmt: skip
MOST = 1 << 16


def changed(content: bytes, chance: random.Random) -> bytes:
    """A text with a few places changed: removed, doubled, replaced by a word or by anything."""
    for _ in range(chance.randint(1, 4)):
        at = chance.randint(0, len(content))
        to = min(len(content), at + chance.choice((0, 1, 4, 40)))
        piece = chance.choice(
            (b"", content[at:to] * 2, chance.choice(WORDS), chance.randbytes(chance.randint(1, 5)))
        )
        content = (content[:at] + piece + content[to:])[:MOST]
    return content


def at_random(name: str, seconds: float) -> int:
    """Try texts that are changed at random; how many."""
    from tests.fuzz.readers import READERS

    read, chance, tried = READERS[name], random.Random(name), 0  # noqa: S311  # nothing is secret
    seeds = [(ROOT / path).read_bytes() for path in SEEDS.get(name, ())] or list(WORDS)
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        content = changed(chance.choice(seeds), chance)
        try:
            read(content)
        except BaseException:
            print(f"{name} breaks on {content!r}", file=sys.stderr)
            raise
        tried += 1
    return tried


def with_atheris(name: str, seconds: float) -> None:
    """Let atheris choose the texts; it ends the process."""
    atheris = importlib.import_module("atheris")
    with atheris.instrument_imports(include=["hcroadmap"]):
        from tests.fuzz.readers import READERS
    corpus = Path(tempfile.mkdtemp(prefix="corpus-"))
    for number, seed in enumerate([*((ROOT / path).read_bytes() for path in SEEDS.get(name, ())), *WORDS]):
        (corpus / str(number)).write_bytes(seed[:MOST])
    os.chdir(corpus)
    line = [sys.argv[0], str(corpus), f"-max_total_time={seconds:.0f}", "-timeout=20", f"-max_len={MOST}"]
    atheris.Setup(line, READERS[name])
    atheris.Fuzz()


def main() -> None:
    """Fuzz one reader, or try the suites of others."""
    if sys.argv[1:2] == ["peers"]:
        from tests.fuzz import peers

        sys.exit(peers.main(Path(sys.argv[2])) > 0)
    name, seconds = sys.argv[1], float(sys.argv[2]) if len(sys.argv) > 2 else 60
    if importlib.util.find_spec("atheris"):
        with_atheris(name, seconds)
    else:
        print("atheris is not installed: texts are changed at random, and what they reach is not looked at.")
        print(f"{name}: {at_random(name, seconds)} texts, none breaks it")


if __name__ == "__main__":
    main()
