"""Taking over a new version of the document, as one commit."""
