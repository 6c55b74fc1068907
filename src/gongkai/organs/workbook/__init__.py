"""机关清单: the organs as a workbook, written out, and read in again as a whole or not at all."""
