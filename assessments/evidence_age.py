"""When evidence is old enough to say so. Pure."""

from datetime import date

OLD_AFTER_YEARS = 2


def is_old(dated: date, *, on: date) -> bool:
    """Whether on that day more than two years have passed since the date of the evidence."""
    try:
        limit = on.replace(year=on.year - OLD_AFTER_YEARS)
    except ValueError:  # February 29
        limit = date(on.year - OLD_AFTER_YEARS, 3, 1)
    return dated < limit
