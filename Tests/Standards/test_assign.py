"""The assignment of experts at the command line: what it prints, and its exit statuses."""
import json

from conftest import run


def assign(tmp_path, instance, *options):
    path = tmp_path / "instance.json"
    path.write_text(instance if isinstance(instance, str) else json.dumps(instance))
    return run("assign", path, *options)


INSTANCE = {"papers": [1, "b"], "reviewers": [{"id": "x", "capacity": 1}, {"id": 7, "capacity": 1}], "demand": 1,
            "affinity": [[1, "x", 0.9], [1, 7, 0.5], ["b", "x", 0.6]], "conflicts": []}


def test_each_objective_prints_its_optimum_and_nothing_else(tmp_path):
    total = assign(tmp_path, INSTANCE, "--objective", "total")
    assert (total.returncode, total.stderr) == (0, "")
    assert json.loads(total.stdout) == {"assignment": [[1, 7], ["b", "x"]], "total": 1.1, "minimum": 0.5, "optimal": True}
    unbalanced = {**INSTANCE, "affinity": [[1, "x", 0.9], [1, 7, 0.2], ["b", "x", 0.3], ["b", 7, 0.1]]}
    assert json.loads(assign(tmp_path, unbalanced, "--objective", "total").stdout)["minimum"] == 0.1
    assert json.loads(assign(tmp_path, unbalanced, "--objective", "fair").stdout)["minimum"] == 0.2


def test_what_cannot_be_served_is_named_with_its_reason(tmp_path):
    answer = assign(tmp_path, {**INSTANCE, "conflicts": [[1, 7], ["b", 7]]})
    assert answer.returncode == 1
    assert json.loads(answer.stdout)["unserved"][0]["papers"] == [1, "b"]
    assert "\"x\" the capacity is 1" in answer.stderr


def test_a_wrong_file_ends_with_a_message_and_exit_2(tmp_path):
    for wrong in ["no JSON", {**INSTANCE, "conflict": []}, {**INSTANCE, "conflicts": [[1, "nobody"]]}]:
        answer = assign(tmp_path, wrong)
        assert (answer.returncode, answer.stdout) == (2, "") and answer.stderr.strip()


def test_more_experts_than_there_are_is_answered_with_who_lacks_them(tmp_path):
    answer = assign(tmp_path, {**INSTANCE, "demand": 3})
    assert answer.returncode == 1 and json.loads(answer.stdout)["unserved"] and answer.stderr.strip()


def test_colleges_regions_and_alternates_hold_or_are_named(tmp_path):
    mixed = {"papers": [{"id": 1, "region": "84"}, 2], "demand": 2, "colleges": ["x", "y"], "alternates": 1,
             "reviewers": [{"id": "a", "capacity": 2, "college": "x", "region": "84"}, {"id": "b", "capacity": 2, "college": "y"},
                           {"id": "c", "capacity": 2, "college": "x"}],
             "affinity": [[1, "a", 9], [2, "a", 3], [2, "c", 4]]}
    answer = json.loads(assign(tmp_path, mixed).stdout)
    assert answer == {"assignment": [[1, "b"], [1, "c"], [2, "b"], [2, "c"]], "total": 4, "minimum": 0, "optimal": True,
                      "alternates": [[1, []], [2, ["a"]]]}
    mixed["reviewers"][1]["capacity"] = 1
    short = assign(tmp_path, mixed)
    assert short.returncode == 1 and 'nobody of college "y"' in short.stderr
    assert len(json.loads(short.stdout)["assignment"]) == 4
