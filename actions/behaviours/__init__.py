"""What the assistant does about a message. No behaviour calls another."""
