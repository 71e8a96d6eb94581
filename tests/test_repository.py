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
from plugins.commands.project import DONE, FAULT, INTERRUPTED, REFUSED
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
    given = {error.exit_code for error in error_types()} | {DONE, FAULT, REFUSED, INTERRUPTED}
    assert given == table
    line = text_of("README.md").partition("Mã kết thúc:")[2].partition("\n\n")[0]
    assert {int(code) for code in re.findall(r"(?:^|·)\s*(\d+) ", line)} == table - {INTERRUPTED}


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


WORKFLOWS = ("publish.yml", "verify.yml")


def parsed(name: str) -> dict[Any, Any]:
    found = yaml.safe_load(text_of(f".github/workflows/{name}"))
    assert isinstance(found, dict)
    return found


@pytest.fixture(scope="module")
def workflow() -> dict[Any, Any]:
    return parsed("publish.yml")


def steps(workflow: dict[Any, Any], job: str) -> list[dict[str, Any]]:
    found = workflow["jobs"][job]["steps"]
    assert isinstance(found, list)
    return found


def all_steps(workflow: dict[Any, Any]) -> list[dict[str, Any]]:
    return [step for job in workflow["jobs"] for step in steps(workflow, job)]


def test_there_are_no_other_workflows() -> None:
    """What these tests promise, they promise of every workflow there is."""
    assert sorted(path.name for path in (ROOT / ".github/workflows").iterdir()) == sorted(WORKFLOWS)


@pytest.mark.parametrize("name", WORKFLOWS)
def test_every_action_is_named_by_its_commit(name: str) -> None:
    """No tag or branch of somebody else decides what runs here, and an action has one commit everywhere."""
    used = [step["uses"] for step in all_steps(parsed(name)) if "uses" in step]
    assert len(used) >= 4
    assert [action for action in used if not re.fullmatch(r"[\w-]+(/[\w-]+)+@[0-9a-f]{40}", action)] == []
    assert text_of(f".github/workflows/{name}").count("uses:") == len(used)
    every = {step["uses"] for one in WORKFLOWS for step in all_steps(parsed(one)) if "uses" in step}
    repositories = {"/".join(action.partition("@")[0].split("/")[:2]): set[str]() for action in every}
    for action in every:
        repositories["/".join(action.partition("@")[0].split("/")[:2])].add(action.partition("@")[2])
    assert {repository: commits for repository, commits in repositories.items() if len(commits) > 1} == {}


@pytest.mark.parametrize("name", WORKFLOWS)
def test_a_proposal_sees_no_secret_and_writes_nothing(name: str) -> None:
    """A workflow may read and no more, but for named jobs; no token stays in a checkout; proposals run one job, without secrets."""
    found, text = parsed(name), text_of(f".github/workflows/{name}")
    assert "pull_request_target" not in text
    assert "workflow_run" not in text
    assert found["permissions"] == {"contents": "read"}
    given = {
        "deploy": {"pages": "write", "id-token": "write"},
        "prove": {"contents": "read", "pages": "write", "id-token": "write"},
        "verify": {"contents": "read", "issues": "write"},
    }
    assert {job: row["permissions"] for job, row in found["jobs"].items() if "permissions" in row}.items() <= given.items()
    for step in all_steps(found):
        if step.get("uses", "").startswith("actions/checkout@"):
            assert step["with"]["persist-credentials"] is False
    open_to_proposals = {job for job, row in found["jobs"].items() if "pull_request" in found[True] and _may_run(row, "pull_request")}
    assert open_to_proposals == ({"proposal"} if name == "publish.yml" else set())
    for job in open_to_proposals:
        assert "secrets" not in str(found["jobs"][job])
        assert "environment" not in found["jobs"][job]


def _may_run(job: dict[str, Any], event: str) -> bool:
    """May a job run for an event? Jobs behind one that may not do not; `if` is read as these workflows write it."""
    condition = str(job.get("if", ""))
    if f"github.event_name == '{event}'" in condition:
        return True
    return not re.search(r"github\.event_name (?:!= 'pull_request'|== 'push')|needs\.publish\.result == 'success'", condition)


def test_the_signing_key_is_seen_by_one_step(workflow: dict[Any, Any]) -> None:
    """Secrets are in the environment of the one step that publishes, in a job behind an environment of main, without test packages."""
    assert "secrets" not in text_of(".github/workflows/verify.yml")
    rows = [(job, step["name"]) for job in workflow["jobs"] for step in steps(workflow, job) if "secrets." in str(step)]
    assert rows == [("publish", "Đăng và tóm tắt")]
    assert "secrets" not in str([{**row, "steps": []} for row in workflow["jobs"].values()])
    publish = workflow["jobs"]["publish"]
    assert publish["environment"] == "dang-trang"
    assert publish["needs"] == "test"
    assert "permissions" not in publish
    assert not re.search(r"tasks\.py test|\.ci/run", str(publish))


@pytest.mark.parametrize("name", WORKFLOWS)
def test_no_text_of_a_stranger_reaches_a_shell(name: str) -> None:
    """Commands hold no `${{ }}`: a title or a branch name can never become a command."""
    commands = [step["run"] for step in all_steps(parsed(name)) if "run" in step]
    assert commands
    assert [command for command in commands if "${{" in command] == []


def test_proposals_are_strict_and_annotated_and_main_is_forgiving(workflow: dict[Any, Any]) -> None:
    """A proposal is built with --strict and annotated; main publishes the good entries, says the bad ones, and runs hourly."""
    proposal = "\n".join(step.get("run", "") for step in steps(workflow, "proposal"))
    assert "check --format github" in proposal
    assert "build --strict" in proposal
    publish = "\n".join(step.get("run", "") for step in steps(workflow, "publish"))
    assert "--strict" not in publish
    assert "GITHUB_STEP_SUMMARY" in publish
    triggers = workflow[True]  # YAML 1.1 reads the key `on` as true
    assert re.fullmatch(r"\d+ \* \* \* \*", triggers["schedule"][0]["cron"])
    assert workflow["concurrency"]["group"]
    assert re.fullmatch(r"\d+ \d+ \* \* \*", parsed("verify.yml")[True]["schedule"][0]["cron"])


def test_only_what_was_proven_is_remembered_as_live(workflow: dict[Any, Any]) -> None:
    """The memory of a release waits under another name until verification or the way back succeeded; the next run reads no such name."""
    saved = {
        (job, step["with"]["key"].split("-")[0]): step["if"]
        for job in workflow["jobs"]
        for step in steps(workflow, job)
        if "/cache/save@" in step.get("uses", "")
    }
    assert set(saved) == {("publish", "cho"), ("publish", "cong"), ("prove", "cong")}
    assert "outputs.release == ''" in saved["publish", "cong"]
    assert "proven == 'yes' || steps.redeploy.outcome == 'success'" in saved["prove", "cong"]
    restored = [step["with"] for step in steps(workflow, "publish") if "/cache/restore@" in step.get("uses", "")]
    assert [row["restore-keys"] for row in restored] == ["cong-"]


def test_code_owners_guard_all_but_the_content() -> None:
    """Whatever lies outside content/ needs the second reviewer, this file and new folders too; content/ does not."""
    rows = [row.split() for row in text_of(".github/CODEOWNERS").splitlines() if row and not row.startswith("#")]
    assert rows[0][0] == "*"
    assert all(owner.startswith("@") for owner in rows[0][1:])
    assert len(rows[0]) == 2
    assert rows[1:] == [["/content/"]]


def run_step(workflow: dict[Any, Any], job: str, name: str, folder: Path, stand_ins: dict[str, str], **given: str) -> tuple[int, str, str]:
    """Run a step as GitHub does, with stand-ins for programs: its exit code, what it printed, and its summary."""
    script = next(step["run"] for step in steps(workflow, job) if step.get("name") == name)
    for program, text in stand_ins.items():
        (folder / program).write_text(f"#!/bin/sh\n{text}\n", encoding="utf-8")
        (folder / program).chmod(0o755)
    environment = {
        "PATH": f"{folder}:{os.environ['PATH']}",
        "RUNNER_TEMP": str(folder),
        "GITHUB_STEP_SUMMARY": str(folder / "tom-tat.md"),
        "GITHUB_OUTPUT": str(folder / "ket-qua"),
        "GITHUB_REPOSITORY": "mau/mau",
        **given,
    }
    command = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", script]
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, encoding="utf-8", check=False)
    summary = folder / "tom-tat.md"
    return done.returncode, done.stdout, summary.read_text(encoding="utf-8") if summary.exists() else ""


runs_bash = pytest.mark.skipif(os.name == "nt" or shutil.which("bash") is None, reason="the step is a bash script")


@runs_bash
@pytest.mark.parametrize(
    ("siteurl", "code", "ends", "heading"),
    [
        ("https://mau.example", 0, 0, "## Đã xong, không từ chối nội dung nào"),
        ("https://mau.example", 2, 0, "## Một số nội dung bị từ chối hoặc không còn tệp; phần còn lại vẫn được đăng"),
        ("https://mau.example", 3, 3, "## Không đăng: có điều không ổn; trang đang chạy giữ nguyên"),
        ("https://mau.example", 4, 4, "## Bản vừa đăng không đúng như đã ký; đã quay lại bản trước nếu có"),
        ("https://mau.example", 75, 75, "## Một lần đăng khác đang chạy; trang đang chạy giữ nguyên"),
        ("https://mau.example", 1, 1, "## Không dựng hoặc không đăng được; trang đang chạy giữ nguyên"),
        ("", 2, 0, "## Chưa có địa chỉ thật (biến SITEURL): chỉ dựng thử, chưa đăng"),
    ],
)
def test_one_bad_entry_does_not_stop_publishing(
    workflow: dict[Any, Any], tmp_path: Path, siteurl: str, code: int, ends: int, heading: str
) -> None:
    """The step that publishes goes on after exit 2 with a Vietnamese summary of what was refused, and stops at all else, saying why."""
    stand_in = f"echo 'content/bai-viet/mau.md:3: FM01 ```mẫu'; echo 'lý do mẫu' >&2; echo \"$2\" >lenh; exit {code}"
    ended, printed, summary = run_step(workflow, "publish", "Đăng và tóm tắt", tmp_path, {"python3": stand_in}, SITEURL=siteurl)
    assert ended == ends
    assert summary.startswith(heading + "\n")
    assert "\n    content/bai-viet/mau.md:3: FM01 ```mẫu\n" in summary
    assert ("\n    lý do mẫu\n" in summary) is (code not in (0, 2))
    assert ("::warning::" in printed) is (code == 2)
    assert (tmp_path / "lenh").read_text(encoding="utf-8").strip() == ("publish" if siteurl else "build")


@runs_bash
@pytest.mark.parametrize(("code", "ends"), [(0, 0), (2, 0), (1, 1), (3, 3)])
def test_a_proposal_is_reviewed_in_words(workflow: dict[Any, Any], tmp_path: Path, code: int, ends: int) -> None:
    """The review is compared with where the proposal began, summed up as plain text, and handed over; what it found fails nothing."""
    stand_in = f"echo \"$*\" >lenh; echo 'So với `gốc`: # 1 trang mới'; echo 'lý do mẫu' >&2; exit {code}"
    step = "Xem đề xuất đổi gì cho người dân"
    ended, _, summary = run_step(workflow, "proposal", step, tmp_path, {"python3": stand_in}, BASE="a1b2c3")
    assert ended == ends
    assert (tmp_path / "lenh").read_text(encoding="utf-8").strip() == "tasks.py review --against a1b2c3"
    assert summary.startswith("## Đề xuất này đổi gì" if ends == 0 else "## Không so được")
    assert "\n    So với `gốc`: # 1 trang mới\n" in summary
    assert ("\n    lý do mẫu\n" in summary) is (ends != 0)
    rows = {row.get("name", row.get("uses", "")): row for row in steps(workflow, "proposal")}
    checkout = next(row for name, row in rows.items() if name.startswith("actions/checkout@"))
    assert checkout["with"]["fetch-depth"] == 0
    assert rows[step]["env"] == {"BASE": "${{ github.event.pull_request.base.sha }}"}
    assert rows["Trang xem xét"]["with"]["path"] == "staff/xem-xet.html"
    assert 1 <= rows["Trang xem xét"]["with"]["retention-days"] <= 30


@runs_bash
def test_the_step_that_names_the_release_reads_its_manifest(workflow: dict[Any, Any], tmp_path: Path) -> None:
    """Later jobs learn the new and the previous release from the manifest that goes out, and nothing when there is nothing new."""
    from plugins.release.manifest import Manifest, encode

    assert run_step(workflow, "publish", "Bản nào", tmp_path, {})[0] == 0
    assert not (tmp_path / "ket-qua").exists()
    (tmp_path / "trang-dang").mkdir()
    manifest = Manifest(release="20270115T080000Z-0a1b2c3d", siteurl="https://mau.example", created=1, previous="cũ")
    (tmp_path / "trang-dang/ban-ke.json").write_bytes(encode(manifest))
    assert run_step(workflow, "publish", "Bản nào", tmp_path, {})[0] == 0
    assert (tmp_path / "ket-qua").read_text(encoding="utf-8") == "release=20270115T080000Z-0a1b2c3d\nprevious=cũ\n"


@runs_bash
@pytest.mark.parametrize(
    ("deployed", "fails", "tries", "proven"),
    [("success", 0, 1, True), ("success", 2, 3, True), ("success", 9, 4, False), ("failure", 0, 0, False)],
)
def test_a_release_is_proven_or_taken_back(
    workflow: dict[Any, Any], tmp_path: Path, deployed: str, fails: int, tries: int, proven: bool
) -> None:
    """Verification is given time while caches show the old release; what does not come true, or never went up, is not proven."""
    stand_in = f'echo x >>lan; echo "$*"; [ "$(wc -l <lan)" -gt {fails} ] || exit 4'
    programs = {"python3": stand_in, "sleep": "exit 0"}
    given = {"DEPLOYED": deployed, "RELEASE": "mới", "PREVIOUS": "cũ"}
    ended, _, summary = run_step(workflow, "prove", "Kiểm chứng bản vừa đăng", tmp_path, programs, **given)
    assert ended == 0
    asked = (tmp_path / "lan").read_text(encoding="utf-8").split() if (tmp_path / "lan").exists() else []
    assert len(asked) == tries
    assert ("proven=yes" in ((tmp_path / "ket-qua").read_text("utf-8") if (tmp_path / "ket-qua").exists() else "")) is proven
    assert summary.startswith("## Đã kiểm chứng trang đang chạy\n" if proven else "## Trang vừa đăng KHÔNG đạt kiểm chứng\n")
    assert ("\n    tasks.py verify --release mới\n" in summary) is (tries > 0)
    back = [step for step in steps(workflow, "prove") if "rollback" in step.get("run", "")]
    assert [step["if"] for step in back] == ["steps.verify.outputs.proven != 'yes' && env.PREVIOUS != ''"]


@runs_bash
@pytest.mark.parametrize(("redeployed", "said"), [("success", "đã tự quay lại bản cũ"), ("skipped", "KHÔNG quay lại được")])
def test_a_release_that_was_taken_back_fails_the_run(workflow: dict[Any, Any], tmp_path: Path, redeployed: str, said: str) -> None:
    """The run ends with 4 and says whether the release before is live again."""
    given = {"REDEPLOYED": redeployed, "RELEASE": "mới", "PREVIOUS": "cũ"}
    ended, printed, summary = run_step(workflow, "prove", "Báo hỏng", tmp_path, {}, **given)
    assert ended == 4
    assert said in printed
    assert said in summary


@runs_bash
@pytest.mark.parametrize(
    ("code", "known", "asked"), [(0, "", []), (4, "", ["issue list", "issue create"]), (4, "7", ["issue list", "issue comment"])]
)
def test_the_daily_verification_opens_one_issue_and_fails(tmp_path: Path, code: int, known: str, asked: list[str]) -> None:
    """A site that does not prove to be ours is one open issue with the report inside, and a failed run; a good one is neither."""
    programs = {
        "python3": f"echo '# @moi-nguoi mẫu'; exit {code}",
        "gh": f'echo "$1 $2" >>goi; [ "$2" = list ] && echo "{known}"; exit 0',
    }
    ended, printed, summary = run_step(
        parsed("verify.yml"), "verify", "Kiểm chứng và báo", tmp_path, programs, RUN_URL="https://mau.example/1"
    )
    assert ended == code
    assert ((tmp_path / "goi").read_text(encoding="utf-8").splitlines() if asked else []) == asked
    assert "\n    # @moi-nguoi mẫu\n" in summary
    assert ("::error::" in printed) is bool(code)
    assert (tmp_path / "bao.md").read_text(encoding="utf-8") == summary
