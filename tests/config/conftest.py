"""Installations for the tests of the deployment."""

from tests.installations import installation as installation
