"""Fine-tuning the encoder to the articles."""
