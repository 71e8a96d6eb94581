"""The vocabulary that every other package speaks: model, ward, errors, rules, artifacts, digest. Standard library only."""
