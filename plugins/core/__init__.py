"""The vocabulary that every other package speaks: model, ward, errors, rules, artifacts, digest. Standard library only."""

import time

#: when the portal's code began to be loaded, nanoseconds since 1970: nearly every other module imports one of these first
BEGAN = time.time_ns()
