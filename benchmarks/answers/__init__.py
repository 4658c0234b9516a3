"""All figures of the answers in one run: ours, what we aim for, and what others reach."""
