"""转换: a report as another kind of file, made in a child process, for it is made from what somebody sent."""
