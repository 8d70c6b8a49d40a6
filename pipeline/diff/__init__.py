"""Compare two versions of the spec: the changes for users of the client, and the version bump that they require."""
