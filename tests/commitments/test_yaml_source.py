import time

import pytest
import yaml

from commitments import yaml_source
from commitments.yaml_source import (
    Entry,
    ListNode,
    MappingNode,
    RefusedNode,
    ScalarNode,
    parse_yaml,
)
from lhs_portal.lib.faults import MOST_FAULTS, FaultyDocument


@pytest.fixture(params=["CSafeLoader", "SafeLoader"], autouse=True)
def loader(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(yaml_source, "_Loader", getattr(yaml, request.param))


def faults_of(data: str | bytes) -> list[str]:
    try:
        _, faults = parse_yaml(data.encode() if isinstance(data, str) else data)
    except FaultyDocument as faulty:
        return [str(fault) for fault in faulty.faults]
    return [str(fault) for fault in faults]


def test_tree_knows_its_lines() -> None:
    root, faults = parse_yaml(b"a: 1\nb:\n  - 'x'\n  - y\n")
    assert faults == []
    assert root == MappingNode(
        1,
        {
            "a": Entry(1, ScalarNode(1, "1", plain=True)),
            "b": Entry(
                2,
                ListNode(3, (ScalarNode(3, "x", plain=False), ScalarNode(4, "y", plain=True))),
            ),
        },
    )


def test_block_scalars_are_texts() -> None:
    root, _ = parse_yaml(b"a: |\n  12\n")
    assert isinstance(root, MappingNode)
    assert root.entries["a"].node == ScalarNode(1, "12\n", plain=False)


def test_byte_order_mark_is_passed_over() -> None:
    assert faults_of("\ufeffa: 1") == []


@pytest.mark.parametrize(
    ("data", "fault"),
    [
        ("", "line 1: The file is empty."),
        ("# nothing\n", "line 1: The file is empty."),
        (
            "a: 1\na: 2\n",
            "line 2: a: The key stands twice here, first in line 1. Keep one of them.",
        ),
        ("a: {b: 1, b: 2}", "line 1: a.b: The key stands twice here, first in line 1."),
        ("a: &x 1\nb: *x\n", "line 2: b: The alias *x is not allowed. Write it out."),
        ("a: !!python/object:os.system x", "line 1: a: The tag"),
        ("a: ! x", "line 1: a: The tag"),
        ("? [a, b]\n: 1\n", "line 1: A key must be a word"),
        ("a: 1\n---\nb: 2\n", "line 2: A second document starts here."),
        ("a: 1\nb: [1, 2\nc: 3\n", "This is not YAML: "),
        ("a: 'x\n", "This is not YAML: "),
        ("\tb: 1\n", "This is not YAML: "),
        ("a: 1\nb: \x00\n", "line 2: The character U+0000 is not text. Delete it."),
        ("a: \x1b[1m", "line 1: The character U+001B is not text."),
        ("a: 1".encode("utf-16"), "line 1: The file is not UTF-8 text."),
        (b"a: 1\nb: \xe9\n", "line 2: The file is not UTF-8 text."),
        (b"a: \xed\xa0\x80", "line 1: The file is not UTF-8 text."),
        (b"#" * (1024 * 1024 + 1), "The file is larger than 1048576 bytes."),
        ("[" * 100_000, "nested too deep here."),
        ("{a: " * 100_000, "nested too deep here."),
        ("- " * 100_000 + "x", "nested too deep here."),
    ],
)
def test_fault_is_named(data: str | bytes, fault: str) -> None:
    faults = faults_of(data)
    assert len(faults) == 1
    assert fault in faults[0]


def test_aliases_do_not_explode() -> None:
    laughs = ["a0: &a0 [lol, lol]"]
    laughs += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 30)]
    started = time.monotonic()
    faults = faults_of("\n".join(laughs))
    assert time.monotonic() - started < 5
    assert len(faults) == 29 * 9


def test_very_many_faults_are_not_all_told() -> None:
    assert len(faults_of("[" + "*a ," * 100_000 + "]")) == MOST_FAULTS + 1


def test_refused_node_stands_for_an_alias() -> None:
    root, _ = parse_yaml(b"a: &x 1\nb: *x\n")
    assert isinstance(root, MappingNode)
    assert root.entries["b"].node == RefusedNode(2)
