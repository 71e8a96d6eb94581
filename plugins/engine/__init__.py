"""The stages of a build: scan, read, check, assemble, plan, make, commit; portal.py alone imports pelican."""
