"""年度报告: reports read and checked for an organ, and sent back to it with what is to be mended."""
