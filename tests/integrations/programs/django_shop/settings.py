"""The settings of a small Django project that uses the client."""

SECRET_KEY = "for-tests"
DATABASES = {"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}}
INSTALLED_APPS = ["tests.integrations.programs.django_shop"]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
ROOT_URLCONF = "tests.integrations.programs.django_shop.urls"
ALLOWED_HOSTS = ["*"]
USE_TZ = True
STATIC_URL = "static/"
MEDIA_URL = "media/"
# Files larger than this are received on disk.
FILE_UPLOAD_MAX_MEMORY_SIZE = 10_000

# The tests set them to those of their sandbox.
PORTAL_URL = "http://127.0.0.1:9/v1"
PORTAL_API_KEY = "key"
