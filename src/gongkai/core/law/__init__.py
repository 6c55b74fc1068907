"""Law as data with its source, asked by date; it refuses outside its dates."""
