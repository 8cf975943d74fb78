"""The only signal of the project: what lies above `assessments` acts on a signature."""

from django.dispatch import Signal

# Sent inside the transaction that signs, with `assessment` and `by`. A receiver that raises undoes
# the signature: a signed assessment without its report cannot exist.
assessment_finalized = Signal()
