"""动作: what is done with annual reports that are collected."""

from gongkai.reporting.actions import collecting, returning

__all__ = ["collecting", "returning"]
