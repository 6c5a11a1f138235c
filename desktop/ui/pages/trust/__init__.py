"""Máy và chứng thư: who may sign, on whose word, and how a lost machine is replaced."""
