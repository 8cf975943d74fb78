import os

from django.core.wsgi import get_wsgi_application

from lhs_portal.lib.whole_bodies import WholeBodies

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lhs_portal.settings")
application = WholeBodies(get_wsgi_application())
