"""What the repository says of itself is what it does: README, locks, licence, workflow."""

import importlib
import os
import pkgutil
import re
import shutil
import subprocess
import tomllib
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
import yaml

import plugins
import tasks
from plugins.core.errors import PortalError
from tests.test_architecture import HOMES

ROOT = Path(__file__).resolve().parents[1]
LOCKS = ("requirements-setup.txt", "requirements.txt", "requirements-dev.txt", "requirements-storage.txt")
PINNED = re.compile(r"^([a-z0-9.-]+)(?:\[[a-z0-9, -]+\])?==([^ ;\\]+)", re.MULTILINE)


def text_of(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def versions(lock: str) -> dict[str, tuple[int, ...]]:
    """Pinned versions of a lock file, as numbers."""
    return {name: tuple(int(part) for part in re.findall(r"\d+", version)) for name, version in PINNED.findall(text_of(lock))}


# ---- README, CONTRIBUTING, CHANGELOG, LICENSE


def test_readme_tables_are_those_of_the_code() -> None:
    """Commands and rules in README.md are exactly those of the code (`tasks.py golden` rewrites them)."""
    assert tasks.with_tables(text_of("README.md")) == text_of("README.md")


def test_readme_says_private_on_its_first_screen() -> None:
    """Whoever opens the README reads that the repository must be private before anything scrolls."""
    first_screen = "\n".join(text_of("README.md").splitlines()[:25])
    assert "private" in first_screen
    assert "riêng tư" in first_screen
    assert "python3 tasks.py build" in first_screen


@pytest.mark.parametrize("page", ["README.md", "CONTRIBUTING.md"])
def test_files_that_pages_name_are_there(page: str) -> None:
    """Every relative link or picture of a page, and every lock file or folder it names, exists."""
    without_code = re.sub(r"`[^`]*`", "", text_of(page))
    links = [target for target in re.findall(r"\]\(([^)#]+)\)", without_code) if "://" not in target]
    named = re.findall(r"`((?:\.github|\.ci|plugins|tests)/[\w./-]+|requirements[\w-]*\.txt|\w+\.(?:py|md))`", text_of(page))
    assert [name for name in (*links, *named) if not (ROOT / name).exists()] == []


def test_exit_codes_of_the_pages_are_those_of_the_errors() -> None:
    """CONTRIBUTING.md's table holds each code that an error or tasks.py can give; README names the ones editors meet."""
    table = {int(code) for code in re.findall(r"^\| (\d+) \|", text_of("CONTRIBUTING.md").partition("## Exit codes")[2], re.MULTILINE)}
    given = {error.exit_code for error in error_types()} | {tasks.DONE, tasks.FAULT, tasks.REFUSED, tasks.INTERRUPTED}
    assert given == table
    line = text_of("README.md").partition("Mã kết thúc:")[2].partition("\n\n")[0]
    assert {int(code) for code in re.findall(r"(?:^|·)\s*(\d+) ", line)} == table - {tasks.INTERRUPTED}


def test_changelog_has_a_place_for_the_next_release() -> None:
    """The first section of the changelog is Unreleased and is not empty."""
    sections = re.split(r"^## ", text_of("CHANGELOG.md"), flags=re.MULTILINE)
    assert sections[1].startswith("Unreleased\n")
    assert "\n- " in sections[1]


def test_licence_is_the_agpl_and_the_readme_says_what_it_leaves_out() -> None:
    """LICENSE is the whole AGPL 3; fonts and content are named as not under it."""
    licence = text_of("LICENSE")
    assert "GNU AFFERO GENERAL PUBLIC LICENSE" in licence.splitlines()[0]
    assert "END OF TERMS AND CONDITIONS" in licence
    metadata = tomllib.loads(text_of("pyproject.toml"))["project"]
    assert metadata["license"] == "AGPL-3.0-or-later"
    ending = text_of("README.md").partition("## Licence")[2]
    assert "SIL Open Font" in ending
    assert "content/" in ending


def test_every_package_we_name_has_its_line_of_reason() -> None:
    """Each requirement of pyproject.toml stands in CONTRIBUTING.md's table, and each imported library comes from one."""
    metadata = tomllib.loads(text_of("pyproject.toml"))
    required = [*metadata["project"]["dependencies"], *(row for group in metadata["dependency-groups"].values() for row in group)]
    names = {re.split(r"[\[<>=~ ]", row, maxsplit=1)[0] for row in required}
    rows = text_of("CONTRIBUTING.md").partition("## Packages")[2].partition("\n## ")[0]
    listed = {word for row in re.findall(r"^\| ([^|]+) \|", rows, re.MULTILINE) for word in re.findall(r"[a-z0-9-]+", row)}
    assert names - listed == set()
    other_name = {"PIL": "pillow", "docx": "python-docx", "yaml": "pyyaml", "botocore": "boto3"}
    assert {other_name.get(library, library.lower().replace("_", "-")) for library in HOMES} - names == set()


# ---- errors


def error_types() -> Iterator[type[PortalError]]:
    """PortalError and all its descendants, after every module of plugins/ was imported."""
    for module in pkgutil.walk_packages(plugins.__path__, "plugins."):
        importlib.import_module(module.name)
    waiting: list[type[PortalError]] = [PortalError]
    while waiting:
        kind = waiting.pop()
        yield kind
        waiting.extend(kind.__subclasses__())


def test_every_error_names_what_it_is_about() -> None:
    """Each PortalError's message is one line that begins with its resource, and its exit code is a known one."""
    kinds = list(error_types())
    assert len(kinds) > 5
    for kind in kinds:
        error = kind("content/bai-viet/x.md", "không đọc được; lưu lại bằng UTF-8.")
        assert str(error) == "content/bai-viet/x.md: không đọc được; lưu lại bằng UTF-8."
        assert error.exit_code in (1, 2, 3, 4, 75)
        assert (kind.__doc__ or "").strip()


# ---- lock files


@pytest.mark.parametrize("lock", LOCKS)
def test_locks_are_hashed_and_name_no_machine(lock: str) -> None:
    """Every package of a lock has its version and a hash; there is no index, host or path in it."""
    text = text_of(lock)
    blocks = re.split(r"^(?=[a-z])", text, flags=re.MULTILINE)[1:]
    assert blocks
    assert [block.split()[0] for block in blocks if not PINNED.match(block) or "--hash=sha256:" not in block] == []
    assert not re.search(r"://|@ |--(?:extra-)?index|--find-links|^-e|/(?:work|home|tmp|root|opt|Users)/", text, re.MULTILINE)


def test_locks_name_extras() -> None:
    """pip takes a pin without its extra for another package: on the day of a newer release it would refuse the whole file."""
    for lock, names in (("requirements.txt", {"fonttools[woff]"}), ("requirements-dev.txt", {"coverage[toml]"})):
        assert {name for name in names if f"\n{name}==" not in text_of(lock)} == set()


@pytest.mark.parametrize(("package", "floor"), [("markdown", (3, 8, 1)), ("pillow", (12, 3, 0)), ("lxml", (6, 1, 0))])
def test_locked_versions_are_above_their_floors(package: str, floor: tuple[int, ...]) -> None:
    """Versions with known security faults cannot come back through the lock."""
    assert versions("requirements.txt")[package] >= floor


def test_locks_agree_and_hold_what_pyproject_asks() -> None:
    """A package has one version in all locks, and every requirement of pyproject.toml is locked."""
    metadata = tomllib.loads(text_of("pyproject.toml"))
    found = [versions(lock) for lock in LOCKS]
    for one, other in combinations(found[1:], 2):
        assert {name for name in set(one) & set(other) if one[name] != other[name]} == set()
    groups = metadata["dependency-groups"]
    wanted = (groups["setup"], metadata["project"]["dependencies"], [*groups["test"], *groups["lint"]], groups["storage"])
    for rows, locked in zip(wanted, found, strict=True):
        assert {re.split(r"[\[<>=~ ]", row, maxsplit=1)[0] for row in rows} - set(locked) == set()


def test_locks_serve_windows_too() -> None:
    """The lock is universal: what only Windows needs (colorama for pytest) is in it, for Windows only."""
    assert re.search(r"^colorama==\S+ ; sys_platform == 'win32'", text_of("requirements-dev.txt"), re.MULTILINE)


# ---- the build machine


def test_ci_is_one_strict_script() -> None:
    """.ci/run stops at unset names and broken pipes, may be executed, and is valid shell."""
    script = ROOT / ".ci" / "run"
    assert "set -euo pipefail" in script.read_text(encoding="utf-8")
    if os.name != "nt":
        assert os.access(script, os.X_OK)
    bash = shutil.which("bash")
    if bash and os.name != "nt":
        assert subprocess.run([bash, "-n", str(script)], check=False).returncode == 0


@pytest.fixture(scope="module")
def workflow() -> dict[Any, Any]:
    parsed = yaml.safe_load(text_of(".github/workflows/publish.yml"))
    assert isinstance(parsed, dict)
    return parsed


def steps(workflow: dict[Any, Any], job: str) -> list[dict[str, Any]]:
    found = workflow["jobs"][job]["steps"]
    assert isinstance(found, list)
    return found


def test_every_action_is_named_by_its_commit(workflow: dict[Any, Any]) -> None:
    """No tag or branch of somebody else decides what runs here."""
    used = [step["uses"] for job in workflow["jobs"] for step in steps(workflow, job) if "uses" in step]
    assert len(used) >= 5
    assert [name for name in used if not re.fullmatch(r"[\w-]+/[\w-]+@[0-9a-f]{40}", name)] == []
    assert text_of(".github/workflows/publish.yml").count("uses:") == len(used)


def test_a_proposal_sees_no_secret_and_writes_nothing(workflow: dict[Any, Any]) -> None:
    """No secret is named at all, tokens are not left in the checkout, and proposals run one read-only job."""
    text = text_of(".github/workflows/publish.yml")
    assert "secrets." not in text
    assert "pull_request_target" not in text
    assert workflow["permissions"] == {"contents": "read"}
    assert {name for name, job in workflow["jobs"].items() if "permissions" in job} == {"deploy"}
    assert workflow["jobs"]["deploy"]["permissions"] == {"pages": "write", "id-token": "write"}
    assert workflow["jobs"]["proposal"]["if"] == "github.event_name == 'pull_request'"
    assert workflow["jobs"]["build"]["if"] == "github.event_name != 'pull_request'"
    assert workflow["jobs"]["deploy"]["needs"] == "build"
    for job in workflow["jobs"]:
        for step in steps(workflow, job):
            if step.get("uses", "").startswith("actions/checkout@"):
                assert step["with"]["persist-credentials"] is False


def test_no_text_of_a_stranger_reaches_a_shell(workflow: dict[Any, Any]) -> None:
    """Commands hold no `${{ }}`: a title or a branch name can never become a command."""
    commands = [step["run"] for job in workflow["jobs"] for step in steps(workflow, job) if "run" in step]
    assert len(commands) >= 5
    assert [command for command in commands if "${{" in command] == []


def test_proposals_are_strict_and_annotated_and_main_is_forgiving(workflow: dict[Any, Any]) -> None:
    """A proposal is built with --strict and annotated; main publishes the good entries, says the bad ones, and runs hourly."""
    proposal = "\n".join(step.get("run", "") for step in steps(workflow, "proposal"))
    assert "check --format github" in proposal
    assert "build --strict" in proposal
    build = "\n".join(step.get("run", "") for step in steps(workflow, "build"))
    assert "--strict" not in build
    assert "GITHUB_STEP_SUMMARY" in build
    triggers = workflow[True]  # YAML 1.1 reads the key `on` as true
    assert re.fullmatch(r"\d+ \* \* \* \*", triggers["schedule"][0]["cron"])
    assert workflow["concurrency"]["group"]


@pytest.mark.skipif(os.name == "nt" or shutil.which("bash") is None, reason="the step is a bash script")
@pytest.mark.parametrize(
    ("code", "ends", "heading"),
    [
        (0, 0, "## Đã dựng trang, không từ chối nội dung nào"),
        (2, 0, "## Một số nội dung bị từ chối; phần còn lại vẫn được đăng"),
        (3, 3, "## Không dựng được trang; trang đang đăng giữ nguyên"),
        (1, 1, "## Không dựng được trang; trang đang đăng giữ nguyên"),
    ],
)
def test_one_bad_entry_does_not_stop_publishing(workflow: dict[Any, Any], tmp_path: Path, code: int, ends: int, heading: str) -> None:
    """The build step of main goes on after exit 2 with a Vietnamese summary of what was refused, and stops at anything else."""
    script = next(step["run"] for step in steps(workflow, "build") if step.get("name") == "Dựng và tóm tắt")
    stand_in = tmp_path / "python3"
    stand_in.write_text(f"#!/bin/sh\necho 'content/bai-viet/mau.md:3: FM01 ```mẫu'\nexit {code}\n", encoding="utf-8")
    stand_in.chmod(0o755)
    environment = {
        "PATH": f"{tmp_path}:{os.environ['PATH']}",
        "RUNNER_TEMP": str(tmp_path),
        "GITHUB_STEP_SUMMARY": str(tmp_path / "tom-tat.md"),
    }
    done = subprocess.run(["bash", "-eo", "pipefail", "-c", script], env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == ends
    summary = (tmp_path / "tom-tat.md").read_text(encoding="utf-8")
    assert summary.startswith(heading + "\n")
    assert "\n    content/bai-viet/mau.md:3: FM01 ```mẫu\n" in summary
    assert ("::warning::" in done.stdout) is (code == 2)
