"""Reading Word files: from a .docx to the source of an entry, with an account of every paragraph."""
