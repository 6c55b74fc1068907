"""Installations for the tests of the commands that run and keep the site."""

from tests.installations import installation as installation
