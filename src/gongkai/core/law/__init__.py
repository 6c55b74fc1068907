"""法规: law as data with its source, asked by date; it refuses outside its dates."""


class OutsideTheLaw(LookupError):
    """What was asked for has no rule on the day asked about: the law begins later, or ended before."""
