"""How entries are cut into shards: in the order of their days, at places that the entries themselves decide.

A shard holds 512 to 1,536 entries and ends behind the entry whose id has the smallest sum in that reach. So closed shards never change
when articles are added, and an entry that is deleted, or posted with an old date, changes its own shard and at most the next cut: cuts
counted from the oldest would shift every shard behind it, and cuts by year would make one shard of a busy year and many of quiet ones.
"""

import zlib
from collections.abc import Sequence

#: entries in a shard; the newest may have fewer
LEAST, MOST = 512, 1536


def cuts(ids: Sequence[str], least: int = LEAST, most: int = MOST) -> list[int]:
    """For the ids of entries, oldest first, where each shard ends (the offset behind its last entry), oldest first."""
    ends, start = [], 0
    while len(ids) - start > most:
        reach = range(start + least, start + most)
        start = min(reach, key=lambda at: (zlib.crc32(ids[at].encode()), at)) + 1
        ends.append(start)
    return [*ends, len(ids)] if len(ids) > start else ends
