"""Reading and writing what editors write: front matter, the one schema, text, its rules. yaml and nh3 live here only."""
