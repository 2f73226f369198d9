"""Assigns experts with the program and with OR-tools' minimum-cost flow: the same optimum on each instance, and the times.

usage: assign.py PROGRAM WORK-FOLDER [PAPERS REVIEWERS]
"""
import json
import pathlib
import subprocess
import sys
import time

import numpy
from ortools.graph.python import min_cost_flow

DEMAND, SEEDS = 3, (1, 2)


def instance(kind, papers, reviewers, seed):
    numbers = numpy.random.default_rng(seed)
    shape = (papers, reviewers)
    if kind == "dense":
        scores = numbers.integers(0, 1_000_001, shape)
    elif kind == "themes":
        scores = numbers.dirichlet([0.3] * 20, papers) @ numbers.dirichlet([0.3] * 20, reviewers).T
        scores = numpy.rint(scores / scores.max() * 10_000).astype(numpy.int64)
    elif kind == "popular":
        scores = numpy.rint((0.7 * numbers.random(reviewers) + 0.3 * numbers.random(shape)) * 1000).astype(numpy.int64)
    elif kind == "one order":  # all papers want the same reviewers
        scores = numpy.tile(numpy.rint(numbers.random(reviewers) * 10), (papers, 1)).astype(numpy.int64)
    elif kind == "product":
        scores = numpy.rint(numbers.random(reviewers) * numbers.random((papers, 1)) * 1000).astype(numpy.int64)
    elif kind == "few levels":
        scores = numbers.choice([0, 1, 2, 3], shape, p=[.7, .15, .1, .05])
    else:  # sparse
        scores = numpy.where(numbers.random(shape) < 0.05, numbers.integers(1, 1001, shape), 0)
    conflicts = numpy.zeros(shape, bool)
    conflicts[numbers.integers(0, papers, 2 * papers), numbers.integers(0, reviewers, 2 * papers)] = True
    return scores.astype(numpy.int64), conflicts, -(-papers * DEMAND * 11 // (10 * reviewers))


def write(path, scores, conflicts, capacity):
    pairs = numpy.argwhere(scores != 0)
    path.write_text(json.dumps({
        "papers": list(range(scores.shape[0])), "demand": DEMAND,
        "reviewers": [{"id": f"r{column}", "capacity": capacity} for column in range(scores.shape[1])],
        "affinity": [[paper, f"r{reviewer}", int(scores[paper, reviewer])] for paper, reviewer in pairs.tolist()],
        "conflicts": [[paper, f"r{reviewer}"] for paper, reviewer in numpy.argwhere(conflicts).tolist()]}))


def reference(scores, conflicts, capacity):
    """The optimum and the seconds of the solver alone. A pair without affinity is an arc of cost 0."""
    papers, reviewers = scores.shape
    paper, reviewer = numpy.nonzero(~conflicts)
    flow = min_cost_flow.SimpleMinCostFlow()
    flow.add_arcs_with_capacity_and_unit_cost(paper, papers + reviewer, numpy.ones(len(paper), numpy.int64),
                                              -scores[paper, reviewer])
    flow.add_arcs_with_capacity_and_unit_cost(papers + numpy.arange(reviewers), numpy.full(reviewers, papers + reviewers),
                                              numpy.full(reviewers, capacity), numpy.zeros(reviewers, numpy.int64))
    for place in range(papers):
        flow.set_node_supply(place, DEMAND)
    flow.set_node_supply(papers + reviewers, -DEMAND * papers)
    start = time.perf_counter()
    assert flow.solve() == flow.OPTIMAL
    return -flow.optimal_cost(), time.perf_counter() - start


def program(binary, path, objective):
    start = time.perf_counter()
    answer = json.loads(subprocess.run([binary, "assign", path, "--objective", objective], check=True,
                                       capture_output=True).stdout)
    return answer, time.perf_counter() - start


def main():
    binary, work = sys.argv[1], pathlib.Path(sys.argv[2])
    papers, reviewers = map(int, sys.argv[3:5]) if len(sys.argv) > 3 else (5000, 500)
    for kind in ("dense", "themes", "popular", "one order", "product", "few levels", "sparse"):
        for seed in SEEDS:
            scores, conflicts, capacity = instance(kind, papers, reviewers, seed)
            path = work / "assign.json"
            write(path, scores, conflicts, capacity)
            best, theirs = reference(scores, conflicts, capacity)
            total, ours = program(binary, path, "total")
            fair, ours_fair = program(binary, path, "fair")
            assert total["optimal"] and fair["optimal"] and total["total"] == best, (kind, seed, total["total"], best)
            assert fair["minimum"] >= total["minimum"] and fair["total"] <= best
            print(f"{ours / theirs:.2f}  {kind}, seed {seed}: program {ours:.2f} s with the reading, OR-tools {theirs:.2f} s "
                  f"to solve (goal 0.25); fair {ours_fair:.2f} s, minimum {fair['minimum']} after {total['minimum']}")


main()
