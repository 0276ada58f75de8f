"""IMS Reflex Trainer: a graph simulation of the nerve-muscle reflex arc, and the cases played on it."""

MODEL_VERSION = "0.3.0"
"""Version of everything that decides an outcome; a change of results is a change of this."""
