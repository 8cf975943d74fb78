"""The improvement plan that follows a report."""
