"""The time of Vietnam."""

import datetime as dt

#: Asia/Ho_Chi_Minh; fixed, since there has been no daylight saving since 1975 and Windows has no tzdata
VIETNAM = dt.timezone(dt.timedelta(hours=7), "+07")
