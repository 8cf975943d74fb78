"""The forms of framework editors, a file for each topic."""
