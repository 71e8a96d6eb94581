"""What editors work with beside their own texts: the browser desk, the handbook, what a proposal changes, a portal for another ward."""
