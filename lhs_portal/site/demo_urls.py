"""Addresses of demo mode alone."""

from django.urls import path

from lhs_portal.site.views import demo_mail, style_guide

urlpatterns = [
    path("mail/", demo_mail.demo_mail, name="demo_mail"),
    path("mail/<slug:name>/", demo_mail.demo_mail_detail, name="demo_mail_detail"),
    path("style-guide/", style_guide.style_guide, name="style_guide"),
]
