"""The list of feeds that a reader takes in at once."""

import xml.etree.ElementTree as ET

from plugins.channels.opml import OpmlFeed, OpmlView, opml


def test_every_feed_is_a_row() -> None:
    """OPML 2.0: head with title and owner, one outline of type rss a feed, hostile titles escaped."""
    hostile = 'Tin <mẫu> & "khác"\x0b'
    row = OpmlFeed(title=hostile, feed="https://mau.example/nguon-tin/tin.rss.xml", page="https://mau.example/tin.html")
    root = ET.fromstring(opml(OpmlView(title="Cổng mẫu", publisher="Phường mẫu", feeds=(row, row))))  # noqa: S314 - our own bytes
    assert (root.tag, root.get("version")) == ("opml", "2.0")
    assert root.findtext("head/title") == "Cổng mẫu"
    outlines = root.findall("body/outline")
    assert len(outlines) == 2
    assert outlines[0].attrib == {
        "type": "rss",
        "text": 'Tin <mẫu> & "khác"',
        "title": 'Tin <mẫu> & "khác"',
        "xmlUrl": row.feed,
        "htmlUrl": row.page,
        "language": "vi",
    }
