"""What has changed between two versions of the document, in the terms of the client, and which version follows."""
