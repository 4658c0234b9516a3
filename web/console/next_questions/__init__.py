"""Next questions: which follow which, what came of those offered, and what people decide."""
