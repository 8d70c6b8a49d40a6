from django.urls import path

from tests.integrations.programs.django_shop import views

urlpatterns = [
    path("customers/", views.customers),
    path("customers/async/", views.customers_async),
    path("upload/", views.upload),
    path("upload/async/", views.upload_async),
    path("contracts/", views.save_contract),
]
