"""Inputs that nobody thought of: targets that hold for any bytes, and what has broken one before."""
