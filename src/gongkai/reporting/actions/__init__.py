"""动作: what is done with annual reports that are collected."""
