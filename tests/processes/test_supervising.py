"""What the supervisor is told."""

import configparser
from pathlib import Path

from lhs_portal.processes.supervising import Plan, write_configuration


def make_plan(folder: Path, *, logs: bool = True, workers: int = 2) -> Plan:
    return Plan(
        host="127.0.0.1",
        port=8001,
        web_processes=3,
        workers=workers,
        folder=folder / "run %here",
        logs=folder / "logs" if logs else None,
        headers={"Host": "localhost:8001"},
    )


def read(plan: Plan) -> configparser.RawConfigParser:
    parser = configparser.RawConfigParser(inline_comment_prefixes=(" ;",))
    parser.read(write_configuration(plan))
    return parser


def test_each_process_ends_in_order_and_its_whole_group_in_the_end(tmp_path: Path) -> None:
    configuration = read(make_plan(tmp_path))
    programs = [name for name in configuration.sections() if name.startswith("program:")]
    assert programs == ["program:web", "program:worker1", "program:worker2"]
    for name in programs:
        program = configuration[name]
        assert program["autorestart"] == "true"
        assert (program["stopsignal"], program["killasgroup"]) == ("TERM", "true")
        assert program.getint("stopwaitsecs") >= 25


def test_web_server_listens_where_it_is_told_with_as_many_processes(tmp_path: Path) -> None:
    command = read(make_plan(tmp_path))["program:web"]["command"]
    assert "--bind 127.0.0.1:8001" in command
    assert "--workers 3" in command


def test_workers_have_names_of_their_own(tmp_path: Path) -> None:
    configuration = read(make_plan(tmp_path))
    assert "--hostname worker1@%%h" in configuration["program:worker1"]["command"]
    assert "--hostname worker2@%%h" in configuration["program:worker2"]["command"]


def test_percent_signs_in_paths_are_not_expanded(tmp_path: Path) -> None:
    assert "run %%here" in read(make_plan(tmp_path))["supervisord"]["pidfile"]


def test_logs_go_to_standard_error_where_there_is_no_folder_for_them(tmp_path: Path) -> None:
    program = read(make_plan(tmp_path, logs=False))["program:web"]
    assert (program["stdout_logfile"], program["stdout_logfile_maxbytes"]) == ("/dev/stderr", "0")
