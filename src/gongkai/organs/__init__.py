"""行政机关: administrative organs, their tree over time, who reports into whom; people's roles in them."""
