"""The portal's code, one package per subject; imports point one way (see CONTRIBUTING.md, “Import arrows”)."""
