"""动作: every act on organs, people and roles. One file for each of the three, one for how people sign
in, and one for workbooks."""

from gongkai.organs.actions import appointments, organs, people, sign_in, workbook

__all__ = ["appointments", "organs", "people", "sign_in", "workbook"]
