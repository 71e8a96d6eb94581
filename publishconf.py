"""What differs in production: the address must be real."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from pelicanconf import *  # noqa: F403 - settings are names; needs the line above
from pelicanconf import SITEURL
from plugins.core.errors import ConfigurationError

if SITEURL.rstrip("/").endswith(".example"):
    raise ConfigurationError("SITEURL", "chưa có tên miền thật. Đặt biến SITEURL, ví dụ SITEURL=https://ten-mien-cua-phuong.")
