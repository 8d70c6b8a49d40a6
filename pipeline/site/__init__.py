"""The pages of the documentation: a copy of docs/, and pages made of the spec, the overlay, the lock and the API."""
