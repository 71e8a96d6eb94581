"""Where the browser desk reads and saves: the options of a Git service, as Sveltia CMS names them."""

from collections.abc import Mapping
from enum import StrEnum

from plugins.core.errors import ConfigurationError


class GitService(StrEnum):
    """A service that keeps the texts; `GITEA` is Forgejo too."""

    GITHUB = "github"
    GITLAB = "gitlab"
    GITEA = "gitea"


#: path of the programming interface below the address of a service that the ward or city runs itself
_OWN_API: Mapping[GitService, str] = {GitService.GITHUB: "/api/v3", GitService.GITLAB: "/api/v4", GitService.GITEA: "/api/v1"}

#: what a save is called in the history of the texts
_MESSAGES: Mapping[str, str] = {
    "create": "Thêm {{collection}} “{{slug}}”",
    "update": "Sửa {{collection}} “{{slug}}”",
    "delete": "Xóa {{collection}} “{{slug}}”",
    "uploadMedia": "Tải lên {{path}}",
    "deleteMedia": "Xóa {{path}}",
}


def cms_backend(
    service: str, repository: str, *, branch: str = "main", address: str = "", sign_in: str = "", app_id: str = ""
) -> dict[str, object]:
    """The `backend` of the configuration.

    `repository`: `owner/name`. `address`: `https://git.haiphong.gov.vn`, of a service that is not the public one. `sign_in`: address
    of the sign-in helper (GitHub) or empty; without it and without `app_id` (GitLab, Gitea) editors sign in with an access token
    alone, so no other host is ever asked. ConfigurationError for a service that the desk does not know.
    """
    if service not in tuple(GitService):
        raise ConfigurationError("desk", f"không có dịch vụ “{service}”; chọn một trong: {', '.join(GitService)}.")
    kind = GitService(service)
    options: dict[str, object] = {"name": kind.value, "repo": repository, "branch": branch, "commit_messages": dict(_MESSAGES)}
    if address:
        options["api_root"] = address.rstrip("/") + _OWN_API[kind]
    if kind is GitService.GITHUB:
        options |= {"base_url": sign_in.rstrip("/")} if sign_in else {"auth_methods": ["token"]}
    elif app_id:
        options |= {"app_id": app_id, "auth_type": "pkce"} if kind is GitService.GITLAB else {"app_id": app_id}
        options |= {"base_url": address.rstrip("/")} if address else {}
    else:
        options["auth_methods"] = ["token"]
    return options
