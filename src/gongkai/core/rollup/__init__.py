"""汇总: the reports of the organs below added up cell by cell, each figure with those that it comes from."""
