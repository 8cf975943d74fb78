from django.contrib.staticfiles import finders

from lhs_portal.site.finders import PlotlyFinder


def test_plotly_is_found_in_the_installed_package():
    found = finders.find("plotly/plotly.min.js")
    assert found
    assert "site-packages" in found


def test_plotly_serves_one_file_alone():
    assert finders.find("plotly/widgetbundle.js") is None
    assert [name for name, _ in PlotlyFinder().list([])] == ["plotly.min.js"]
