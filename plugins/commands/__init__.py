"""What the commands of tasks.py do, by family, each with its row of the table: they compose engine, channels and release.

Imports at the top are the standard library and plugins/console only, and every module can be read by Python 3.7: the table is shown
before anything is installed.
"""
