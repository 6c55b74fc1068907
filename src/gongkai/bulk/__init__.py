"""批量: the core over many files: folders, and worker processes with results in order."""
