"""The one root of the portal's own exceptions.

Every message is Vietnamese, one line, and names the resource (a file, an address, a document number) that it is about:
an editor reads it. `exit_code` is the code of the command that the error ends (CONTRIBUTING.md, “Exit codes”).
"""

from typing import ClassVar


class PortalError(Exception):
    """Something the portal refuses. `resource` is the file, address or number at fault; `reason` says what to do; `details`
    are the findings behind it, a line each.
    """

    exit_code: ClassVar[int] = 1

    def __init__(self, resource: object, reason: str, details: str = "") -> None:
        self.resource = str(resource)
        self.reason = reason
        self.details = details
        super().__init__(f"{self.resource}: {reason}")

    def __reduce__(self) -> tuple[type["PortalError"], tuple[str, str, str]]:
        # from a child process to its parent, with all three parts
        return type(self), (self.resource, self.reason, self.details)


class ConfigurationError(PortalError):
    """pelicanconf.py, publishconf.py, the theme or a data file of the ward is wrong."""


class DocumentNumberError(PortalError, ValueError):
    """A text is not a document number; `resource` is the text."""


class OutsideFolderError(PortalError):
    """A path leads out of the folder it must stay in; nothing was read or written."""


class SourceError(PortalError):
    """A file cannot be read as text or as a picture; `resource` is its path."""

    exit_code = 2


class GateError(PortalError):
    """A gate refused: the site that is live stays as it is."""

    exit_code = 3


class ProofError(PortalError):
    """What was built is not what a build from nothing makes."""

    exit_code = 4


class LockedError(PortalError):
    """Another build holds the lock."""

    exit_code = 75


class WorkerError(PortalError):
    """A child process died; `resource` is what it was working on."""


class OutdatedError(PortalError):
    """The code of the portal was saved after this process had loaded it; `resource` is the file. Another process loads the new one."""


class StoreError(PortalError):
    """What is stored in .cache/ is not what this version of the portal stores."""
