"""文字表述: what the sentences of a report claim: totals and their parts, as figures with their places.

A claim is read by a small grammar, not matched as a whole sentence: a figure with its unit and what it counts
(figures.py), in a paragraph of the report's own prose (prose.py); a total and the parts that a sentence gives it
(breakdowns.py); a number of things and the list of them (counts.py); the years that a report gives itself (years.py).
Whether a claim is right, the checks say.
"""
