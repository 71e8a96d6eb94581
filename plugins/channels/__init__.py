"""Ways in which a text leaves the house: feeds, sitemap, robots.txt. feedgen lives in feeds.py only."""
