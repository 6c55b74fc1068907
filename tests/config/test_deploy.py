"""部署: the units, the proxy, the settings and the database roles of deploy/ fit the program that they run."""

import re
import shlex
import shutil
import subprocess
from pathlib import Path

import click
import psycopg
import pytest
from django.urls import reverse

from gongkai.bulk import office
from gongkai.cli.main import root
from gongkai.config import environment
from gongkai.platform.files.limits import LARGEST_REQUEST
from gongkai.portal import gate
from tests.cli.calls import COMMAND
from tests.postgres import programs, server
from tests.repository.tree import ROOT

DEPLOY = ROOT / "deploy"
UNITS = sorted((DEPLOY / "systemd").iterdir())
SERVICES = [unit for unit in UNITS if unit.suffix == ".service"]
PROGRAM = "/opt/gongkai/.venv/bin/gongkai"


def called(unit: Path) -> list[list[str]]:
    """The calls of the command in a unit."""
    lines = re.findall(r"^ExecStart=(.*)$", unit.read_text("utf-8"), re.MULTILINE)
    return [shlex.split(line)[1:] for line in lines if line.startswith(PROGRAM)]


@pytest.mark.parametrize("unit", SERVICES, ids=lambda unit: unit.name)
def test_a_unit_calls_what_there_is(unit: Path) -> None:
    for command, *arguments in called(unit):
        found = root.get_command(click.Context(root), command)
        assert found is not None, command
        known = {name for parameter in found.params for name in parameter.opts}
        assert {one for one in arguments if one.startswith("--")} <= known


@pytest.mark.parametrize("unit", UNITS, ids=lambda unit: unit.name)
def test_a_unit_leads_only_to_units_and_files_that_are_here(unit: Path) -> None:
    text = unit.read_text("utf-8")
    names = {found.name.replace("@", "") for found in UNITS}
    for name in re.findall(r"\b(gongkai[\w-]*@?(?:%n)?\.(?:service|timer))", text):
        assert re.sub(r"@(%n)?", "", name) in names, name
    for path in re.findall(r"/opt/gongkai/(docs/\S+|deploy/\S+)", text):
        assert (ROOT / path).is_file(), path


@pytest.mark.parametrize("unit", [one for one in SERVICES if called(one)], ids=lambda unit: unit.name)
def test_whatever_runs_our_code_stands_behind_the_same_wall(unit: Path) -> None:
    wall = re.findall(r"^(?:NoNew|Capab|Protect|Private|Restrict\w+|Lock|SystemCall|ReadWrite).*$", SITE, re.MULTILINE)
    assert len(wall) > 15
    assert [line for line in wall if line not in unit.read_text("utf-8")] == []
    assert "User=gongkai\n" in unit.read_text("utf-8")


SITE = (DEPLOY / "systemd/gongkai.service").read_text("utf-8")


def test_systemd_finds_nothing_wrong_with_a_unit(tmp_path: Path) -> None:
    program = shutil.which("systemd-analyze")
    if program is None:
        pytest.skip("no systemd-analyze here")
    for unit in UNITS:  # the program itself is not installed here
        (tmp_path / unit.name).write_text(re.sub(r"/opt/gongkai/\S+", "/bin/true", unit.read_text("utf-8")), "utf-8")
    done = subprocess.run(
        [program, "verify", *map(str, sorted(tmp_path.glob("gongkai*[!@].service")))],
        capture_output=True, text=True, check=False, env={"SYSTEMD_UNIT_PATH": f"{tmp_path}:", "PATH": "/usr/bin:/bin"},
    )  # fmt: skip
    assert [line for line in done.stderr.splitlines() if "gongkai" in line] == []


def test_the_settings_of_the_example_are_accepted() -> None:
    text = (DEPLOY / "gongkai.env.example").read_text("utf-8")
    for uncommented in (text, re.sub(r"^#(?=GONGKAI_)", "", text, flags=re.MULTILINE)):
        given = dict(re.findall(r'^(GONGKAI_\w+)="?(.*?)"?$', uncommented, re.MULTILINE))
        assert environment.read(given).is_production
    described = (ROOT / "docs/administration.md").read_text("utf-8")
    assert {name for name in given if f"`{name}`" not in described} == {"GONGKAI_SERVE"}, "that one is the unit's own"


def test_the_proxy_lets_the_largest_upload_pass_and_sets_what_the_site_believes() -> None:
    proxy = (DEPLOY / "nginx/gongkai.conf").read_text("utf-8")
    (megabytes,) = re.findall(r"client_max_body_size (\d+)m;", proxy)
    assert LARGEST_REQUEST <= int(megabytes) << 20 < LARGEST_REQUEST + (4 << 20)
    headers = (DEPLOY / "nginx/gongkai-proxy.conf").read_text("utf-8")
    assert "proxy_set_header X-Forwarded-Proto $scheme;" in headers
    assert "proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;" in headers
    logged = proxy.partition("log_format gongkai")[2].partition(";")[0]
    telling = {"$request", "$request_uri", "$args", "$query_string", "$http_referer"}
    assert not telling & set(re.findall(r"\$\w+", logged)), "what was looked for stays out of the log"
    assert proxy.count("access_log /var/log/nginx/gongkai.log gongkai;") == proxy.count("server {")
    assert proxy.count("error_log /var/log/nginx/gongkai-error.log crit;") == proxy.count("server {"), "it tells"
    patience = [int(seconds) for seconds in re.findall(r"proxy_read_timeout (\d+)s;", proxy)]
    assert min(patience) > 2 * office.SECONDS + gate.PATIENCE, "two files may take so long"
    assert proxy.count("include /etc/nginx/gongkai-proxy.conf;") == proxy.count("    location "), "in every location"
    (growing,) = re.findall(r"location ~ (\S+) {", proxy)
    assert all(re.search(growing, reverse(route)) for route in ("portal:returns", "portal:rollup"))
    assert not re.search(growing, reverse("portal:report"))


FORBIDDEN_TO_THE_SITE = [
    "ALTER TABLE audit_entry DISABLE TRIGGER ALL",
    "DROP TRIGGER audit_entry_delete ON audit_entry",
    "TRUNCATE audit_entry",
    "CREATE TABLE ours (one int)",
    "ALTER ROLE gongkai_site SUPERUSER",
    "SET ROLE gongkai_owner",
    "COPY audit_entry TO PROGRAM 'true'",
]


@pytest.mark.slow
def test_the_role_of_the_site_changes_rows_and_nothing_else(tmp_path: Path) -> None:
    folder = programs()
    if folder is None:
        pytest.skip("no PostgreSQL here")
    roles = (DEPLOY / "postgres/roles.sql").read_text("utf-8")
    roles = re.sub(r"\b(ROLE|TO) gongkai\b", r"\1 gongkai_site", roles)  # the superuser here has the other name
    with server() as address:
        psql = [folder / "psql", "--quiet", "--set=owner_password=x", f"--dbname={address.format(name='postgres')}"]
        subprocess.run(psql, input=roles.encode(), check=True, capture_output=True)
        of = {
            name: address.format(name="gongkai").replace("//gongkai@", f"//gongkai_{name}@")
            for name in ("owner", "site")
        }
        run(tmp_path, of["owner"], "migrate")
        person = ["createadmin", "--login", "wang", "--name", "王某", "--password-stdin"]
        run(tmp_path, of["site"], *person, stdin="Wangchuan-2024-abcd")
        run(tmp_path, of["site"], "audit", "verify")
        run(tmp_path, of["site"], "search", "reindex")
        for statement in FORBIDDEN_TO_THE_SITE:
            with psycopg.connect(of["site"]) as connection, pytest.raises(psycopg.errors.InsufficientPrivilege):
                connection.execute(statement)


def run(home: Path, database: str, *arguments: str, stdin: str = "") -> None:
    """Calls the command on that database."""
    variables = {"PATH": "/usr/bin:/bin", "GONGKAI_HOME": str(home / "home"), "GONGKAI_DATABASE": database}
    subprocess.run([*COMMAND, *arguments], input=stdin.encode(), check=True, capture_output=True, env=variables)


def test_the_drill_without_a_backup_says_so(tmp_path: Path) -> None:
    done = subprocess.run(
        ["sh", str(DEPLOY / "restore-drill")],
        env={"GONGKAI_HOME": str(tmp_path), "PATH": "/usr/bin:/bin"}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 1
    assert "run gongkai backup first" in done.stderr


@pytest.mark.parametrize("signal", ["HUP", "INT", "TERM"])
def test_a_drill_that_is_broken_off_leaves_nothing(tmp_path: Path, signal: str) -> None:
    drill, program, backup = (tmp_path / name for name in ("deploy/drill", ".venv/bin/gongkai", "home/backups/a.zip"))
    for path in (drill, program, backup, tmp_path / "room/none"):
        path.parent.mkdir(parents=True)
    drill.write_text((DEPLOY / "restore-drill").read_text("utf-8"), "utf-8")
    program.write_text(f'#!/bin/sh\ntest "$GONGKAI_HOME" != "{tmp_path}/home" && kill -{signal} $PPID\n', "utf-8")
    program.chmod(0o700)
    backup.touch()
    variables = {"GONGKAI_HOME": f"{tmp_path}/home", "TMPDIR": f"{tmp_path}/room", "PATH": "/usr/bin:/bin"}
    done = subprocess.run(["sh", str(drill)], env=variables, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "Restored" not in done.stdout
    assert list((tmp_path / "room").iterdir()) == []
