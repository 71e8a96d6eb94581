"""What was published, and what the portal still lacks."""
