"""输出: writers turn a filled report, or what was found in it, into a file or a line of one."""
