"""What a measurement may end in."""

from plugins.core.errors import PortalError


class BenchError(PortalError):
    """Something that was to be measured cannot be installed or run; `details` hold what it said."""
