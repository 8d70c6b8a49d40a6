from django.db import models


class Contract(models.Model):
    document = models.FileField(upload_to="contracts/2026", blank=True)

    class Meta:
        app_label = "django_shop"
