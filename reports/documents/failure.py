"""What a document that could not be made raises."""


class DocumentFailed(Exception):
    """`kind` is the document's; the message says what happened in words for an operator."""

    def __init__(self, kind: str, because: str) -> None:
        super().__init__(f"The {kind} file could not be made: {because}.")
        self.kind = kind
        self.because = because
