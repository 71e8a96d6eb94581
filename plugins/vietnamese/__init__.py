"""The Vietnamese language as the portal needs it: cleaning, folding, slugs, dates, numbers, order, line breaks. Standard library only."""
