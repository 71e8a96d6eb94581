"""The command line before the portal is there: set-up, usage in Vietnamese, faults. Standard library only; for tasks.py and commands."""
