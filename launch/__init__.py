"""Installs, trains, starts, supervises and tests Effie. Runs on any Python from 3.9, unaided."""
