"""The only signal of the project: what lies above `assessments` acts on a submission."""

from django.dispatch import Signal

# Sent inside the transaction that freezes the answers, with `assessment` and `by`. A receiver that
# raises undoes the submission: a frozen assessment without its report cannot exist.
assessment_finalized = Signal()
