"""The routes of the site where an identity provider is set up."""

from django.urls import include, path

from gongkai.config import urls
from gongkai.platform.accounts.sign_in_urls import through_provider

urlpatterns = [path("account/", include(through_provider())), *urls.urlpatterns]
