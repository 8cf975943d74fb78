"""Reading on from a finished report: what if, the through-line step by step, crosswalks."""
