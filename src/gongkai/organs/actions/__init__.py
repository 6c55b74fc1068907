"""动作: every act on organs, people and roles. One file for each of the three, and one for workbooks."""

from gongkai.organs.actions import appointments, organs, people, workbook

__all__ = ["appointments", "organs", "people", "workbook"]
