"""Where the browser desk reads and saves the texts: `Ward(desk=Desk(...))` in pelicanconf.py. A typo is an error at start."""

import re
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import urlsplit

from plugins.core.errors import ConfigurationError

#: where editors write in the browser, where a ward wants that; a page with a policy of its own
DESK_FOLDER = "quan-tri/"
DESK_PAGE = f"{DESK_FOLDER}index.html"


class GitService(StrEnum):
    """A service that keeps the texts; `GITEA` is Forgejo too."""

    GITHUB = "github"
    GITLAB = "gitlab"
    GITEA = "gitea"


#: hosts of the public services that the desk asks: the texts, then pictures of those who saved
_API = {GitService.GITHUB: "https://api.github.com", GitService.GITLAB: "https://gitlab.com", GitService.GITEA: "https://gitea.com"}
_PICTURES = {
    GitService.GITHUB: ("https://avatars.githubusercontent.com",),
    GitService.GITLAB: ("https://gitlab.com", "https://secure.gravatar.com"),
    GitService.GITEA: ("https://gitea.com",),
}
#: owner/name; GitLab has groups inside groups
_REPOSITORY = re.compile(r"[A-Za-z0-9_.-]+(?:/[A-Za-z0-9_.-]+)+")
#: what Git allows, less what an address or a shell would read as something else
_BRANCH = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_./-]*")
_HOST = re.compile(r"[a-z0-9-]+(?:\.[a-z0-9-]+)+(?::\d{1,5})?")
_APP = re.compile(r"[A-Za-z0-9_-]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """The browser desk of a ward: editors sign in to a Git service and never see it."""

    #: github, gitlab or gitea
    service: str
    #: owner/name
    repository: str
    branch: str = "main"
    #: https address of a service that the ward or city runs itself; empty: the public one
    address: str = ""
    #: https address of the helper that signs editors in (GitHub needs one); empty: editors sign in with an access token
    sign_in: str = ""
    #: number of the portal's application at GitLab or Gitea, which sign editors in themselves; empty: an access token
    app_id: str = ""

    def __post_init__(self) -> None:
        if self.service not in tuple(GitService):
            raise ConfigurationError("desk.service", f"không có dịch vụ “{self.service}”; chọn một trong: {', '.join(GitService)}.")
        if not _REPOSITORY.fullmatch(self.repository):
            raise ConfigurationError("desk.repository", f"“{self.repository}” không phải tên kho; ghi dạng “ubnd-hai-an/cong-thong-tin”.")
        if not _BRANCH.fullmatch(self.branch) or ".." in self.branch:
            raise ConfigurationError("desk.branch", f"“{self.branch}” không phải tên nhánh; thường là “main”.")
        for name in ("address", "sign_in"):
            value = str(getattr(self, name))
            if value and not _is_origin(value):
                example = "ghi dạng “https://git.haiphong.gov.vn”, không có gì đứng sau tên miền."
                raise ConfigurationError(f"desk.{name}", f"“{value}” không phải địa chỉ dùng được: {example}")
        if self.app_id and not _APP.fullmatch(self.app_id):
            raise ConfigurationError("desk.app_id", f"“{self.app_id}” không phải mã ứng dụng: chỉ gồm chữ không dấu, số, “-”, “_”.")
        if self.sign_in and self.service != GitService.GITHUB:
            raise ConfigurationError("desk.sign_in", f"chỉ dùng cho github; với {self.service} hãy ghi app_id.")
        if self.app_id and self.service == GitService.GITHUB:
            raise ConfigurationError("desk.app_id", "chỉ dùng cho gitlab và gitea; với github hãy ghi sign_in.")

    @property
    def api_hosts(self) -> tuple[str, ...]:
        """Origins that the desk's page may ask for texts."""
        return (self.address or _API[GitService(self.service)],)

    @property
    def picture_hosts(self) -> tuple[str, ...]:
        """Origins whose pictures the page may show: those of editors."""
        return (self.address,) if self.address else _PICTURES[GitService(self.service)]


def _is_origin(value: str) -> bool:
    parts = urlsplit(value)
    return parts.scheme == "https" and value == f"https://{parts.netloc}" and bool(_HOST.fullmatch(parts.netloc))
