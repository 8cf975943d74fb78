"""What a document that could not be made raises."""


class DocumentFailed(Exception):
    """`kind` is the document's code, `because` words of ours; `said` are the program's own words,
    which may quote what people wrote and never go into a log.
    """

    def __init__(self, kind: str, because: str, said: str = "") -> None:
        super().__init__(f"The {kind} file could not be made: {because}. {said}".rstrip())
        self.kind = kind
        self.because = because
        self.said = said
