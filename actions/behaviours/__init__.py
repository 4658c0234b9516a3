"""What the assistant does with a message, one module each."""
