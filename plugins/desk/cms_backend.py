"""Where the browser desk reads and saves: the options of a Git service, as Sveltia CMS names them."""

from collections.abc import Mapping

from plugins.core.desk import Desk, GitService

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


def cms_backend(desk: Desk) -> dict[str, object]:
    """The `backend` of the configuration.

    Without a helper (GitHub) or an application (GitLab, Gitea) that signs editors in, they use an access token, and no other host is
    ever asked.
    """
    service = GitService(desk.service)
    options: dict[str, object] = {
        "name": service.value,
        "repo": desk.repository,
        "branch": desk.branch,
        "commit_messages": dict(_MESSAGES),
    }
    if desk.address:
        options["api_root"] = desk.address + _OWN_API[service]
    return options | _sign_in(desk, service)


def _sign_in(desk: Desk, service: GitService) -> dict[str, object]:
    if desk.sign_in:
        return {"base_url": desk.sign_in}
    if not desk.app_id:
        return {"auth_methods": ["token"]}
    options: dict[str, object] = {"app_id": desk.app_id}
    if service is GitService.GITLAB:
        options["auth_type"] = "pkce"
    if desk.address:
        options["base_url"] = desk.address
    return options
