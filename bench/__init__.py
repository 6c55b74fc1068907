"""Figures: how fast reports are read, written and checked here, and how right.

`python -m bench` measures them.
"""
