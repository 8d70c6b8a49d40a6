"""What goes wrong while reading an answer, before any meaning is given to it."""


class UnreadableAnswerError(ValueError):
    """The body of an answer is not the JSON object that the document promises, so that nothing can be read from it."""
