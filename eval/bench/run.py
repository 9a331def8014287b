"""Run benchmarks by name; without a name, those that need nothing but this checkout.

Usage: python eval/bench/run.py [NAME] [ARGUMENTS OF THAT BENCHMARK]

README.md beside this file says what each measures and what came out.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
OWN_TEST = HERE.parents[1] / "models" / "zh-en-mini" / "own-test.tsv"
OWN_NEWS = OWN_TEST.with_name("own-news.tsv")

# name -> (module, arguments that run it from the checkout, or None where it needs files of yours)
BENCHMARKS: dict[str, tuple[str, list[str] | None]] = {
    "throughput": ("throughput", [str(OWN_NEWS)]),
    "scaling": ("scaling", [str(OWN_NEWS)]),
    "kills": ("kills", [str(OWN_TEST)]),
    "memory": ("memory", [str(OWN_TEST)]),
    "summaries": ("summaries", []),
    "corruptions": ("corruptions", [str(OWN_TEST)]),
    "engines": ("engines", None),
    "repair": ("repair", None),
}


def main() -> None:
    """Run the benchmark named, or all that can run, and exit as the last failing one did."""
    name, *arguments = sys.argv[1:] or [""]
    if name and name not in BENCHMARKS:
        sys.exit(f"unknown benchmark {name!r}; known: {', '.join(BENCHMARKS)}")
    code = 0
    for each, (module, defaults) in BENCHMARKS.items():
        if name not in ("", each):
            continue
        if not name and defaults is None:
            print(f"\n== {each}: needs files; see {module}.py")
            continue
        print(f"\n== {each}", flush=True)
        chosen = arguments or defaults or []
        code = (
            subprocess.run([sys.executable, HERE / f"{module}.py", *chosen], check=False).returncode or code
        )
    sys.exit(code)


if __name__ == "__main__":
    main()
