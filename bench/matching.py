"""Measures the making of pairs: `make bench-matching`, or `python -m bench.matching --help`.

Ours and the others are given the same programmes, each in a process of its own. Seconds are of
computing (all use one core), from the arrays of a programme to the pairs; the making of the
programme itself is measured apart.
"""

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

from bench.matching_network import invent_people
from bench.rivals import FORMS
from bench.table import print_table, print_title
from bench.wants import Wish
from entrepairs.matching.candidates import candidates
from entrepairs.matching.problem import Answer, Bools, Programme, worth
from entrepairs.matching.score import Scorer

COMPARED = ("ours", "the solver alone")  # these two are waited for
SECONDS_RATIO, MEGABYTES, GAP = (
    1.5,
    1_000.0,
    0.01,
)  # against the solver alone; of everything; one-sided
PATIENCE = 300  # seconds, after which another is said not to finish
WORKERS = 4  # one person in four is a designated peer worker, in the two-sided form


def main() -> None:
    options = read_arguments()
    if options.child:
        json.dump(do_child(*options.child), sys.stdout)
        return
    slow: set[tuple[str, str]] = set()  # who did not finish, and is not asked about more people
    for size in sorted(options.people):
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder) / "programme.npz"
            made = run_child(["make", str(size), str(file)], None)
            each = 2 * made["pairs"] / size
            print(f"\n{size:,} people: {made['pairs']:,} possible pairs, {each:.0f} each;")
            print(f"scored in {made['seconds']:.1f} s, {made['megabytes']:.0f} MB.")
            for form in FORMS:
                compare_solvers(form, size, file, options.patience, slow)


def read_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench.matching", description=__doc__)
    parser.add_argument(
        "--people",
        type=int,
        nargs="+",
        default=[1_000, 10_000, 100_000],
        help="sizes of the networks",
    )
    parser.add_argument(
        "--patience", type=int, default=PATIENCE, help="seconds given to each of the others"
    )
    parser.add_argument("--child", nargs="+", help=argparse.SUPPRESS)
    return parser.parse_args()


def compare_solvers(
    form: str, size: int, file: Path, patience: int, slow: set[tuple[str, str]]
) -> None:
    print_title(f"{form}, {size:,} people")
    found: dict[str, dict[str, Any]] = {}
    for name in FORMS[form]:
        asked = (form, name) not in slow
        given = None if name in COMPARED else patience
        found[name] = (
            run_child(["solve", form, name, str(file)], given)
            if asked
            else {"failed": "not asked: too slow before"}
        )
        if not found[name]:
            slow.add((form, name))
    heads = ("", "seconds", "MB", "people met", "days waited", "sum of scores", "gap %", "")
    print_table(heads, [row_of_solver(name, got, patience) for name, got in found.items()])
    ours, solver = (found[name] for name in COMPARED)
    ratio = ours["seconds"] / max(solver["seconds"], 1e-9)
    print(
        f"seconds, against the solver alone: {ratio:.2f}",
        f"— {Wish(ratio, SECONDS_RATIO)}" if size >= 100_000 else "",
    )
    print(f"memory — {Wish(ours['megabytes'], MEGABYTES)}")
    print(f"gap — {Wish(ours['gap'], 0.0 if form == 'two-sided' else GAP)}")
    met = max((got.get("met") or 0) for got in found.values())
    print(
        f"people met, against the most of the others — {Wish(ours['met'], met, at_least=True)}",
        flush=True,
    )


def row_of_solver(name: str, got: dict[str, Any], patience: int) -> tuple[Any, ...]:
    if not got or "failed" in got:
        return (name, *[None] * 6, got.get("failed") or f"not finished in {patience} s")
    gap = None if got["gap"] is None else f"{100 * got['gap']:.3f}"
    score = None if got["score"] is None else float(got["score"])
    note = "" if got["met"] is not None else "pairs by halves only: a bound, no answer"
    return (
        name,
        f"{got['seconds']:.2f}",
        got["megabytes"],
        got["met"],
        got["waiting"],
        score,
        gap,
        note,
    )


def run_child(words: list[str], patience: int | None) -> dict[str, Any]:
    """What a process of its own prints; nothing when it took too long, and why when it failed."""
    command = [sys.executable, "-m", "bench.matching", "--child", *words]
    try:
        done = subprocess.run(command, capture_output=True, timeout=patience, check=True, text=True)
    except subprocess.TimeoutExpired:
        return {}
    except subprocess.CalledProcessError as error:
        return {"failed": (error.stderr.splitlines() or ["stopped by the machine"])[-1][:80]}
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found


def do_child(what: str, *words: str) -> dict[str, Any]:
    return (
        make_programme(int(words[0]), Path(words[1]))
        if what == "make"
        else solve_programme(words[0], words[1], Path(words[2]))
    )


def make_programme(size: int, file: Path) -> dict[str, Any]:
    people = invent_people(size)
    start = time.process_time()
    p = candidates(Scorer(people)).programme(people)
    seconds = time.process_time() - start
    side = people.key % WORKERS == 0
    room = np.where(side, p.room + 2, p.room)
    np.savez(
        file,
        key=p.key,
        room=p.room,
        wide=room,
        waiting=p.waiting,
        a=p.a,
        b=p.b,
        score=p.score,
        side=side,
    )
    return {"pairs": len(p.a), "seconds": seconds, "megabytes": peak_megabytes()}


def solve_programme(form: str, name: str, file: Path) -> dict[str, Any]:
    with np.load(file) as saved:
        arrays = {key: saved[key] for key in saved.files}
    side: Bools = arrays.pop("side")
    wide = arrays.pop("wide")
    if form == "two-sided":
        arrays["room"] = wide
    programme = Programme(**arrays)
    solver: Callable[..., Any] = FORMS[form][name]
    start = time.process_time()
    answer = solver(programme, side)
    seconds = time.process_time() - start
    found: dict[str, Any] = {"seconds": seconds, "megabytes": peak_megabytes(), "gap": None}
    if answer is None:
        return found | {"met": None, "waiting": None, "score": None}
    if isinstance(answer, Answer):
        found["gap"] = answer.gap
    pairs = answer.pairs if isinstance(answer, Answer) else answer
    got = worth(programme, pairs)
    return found | {"met": got.met, "waiting": got.waiting, "score": got.points / 10_000}


def peak_megabytes() -> float:
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / 1e6 if sys.platform == "darwin" else peak / 1e3


if __name__ == "__main__":
    main()
