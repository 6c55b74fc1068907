"""Settings of a site with one page more, which holds nothing: see `bench.bare_site`."""

from gongkai.config.settings import *  # noqa: F403

ROOT_URLCONF = "bench.bare_site"
