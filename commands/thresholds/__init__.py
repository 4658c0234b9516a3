"""What is told of thresholds: how often each is right, in a picture and in words."""
