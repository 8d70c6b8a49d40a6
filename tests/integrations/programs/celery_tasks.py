"""A Celery application whose tasks use one client, made at module level. A worker process imports it."""

import os
from typing import Any

from celery import Celery

import mijnklantportaal
from mijnklantportaal import MijnKlantportaal, RateLimitError


def create_app(portal: MijnKlantportaal, serializer: str = "json") -> Celery:
    """Return an application, with the serializer of its results."""
    app = Celery("tasks", set_as_current=False)
    app.conf.update(
        broker_url=os.environ.get("CELERY_BROKER_URL", "memory://"),
        result_backend=os.environ.get("CELERY_RESULT_BACKEND", "cache+memory://"),
        result_serializer=serializer,
        accept_content=["json", serializer],
        broker_transport_options={"polling_interval": 0.01},
        worker_hijack_root_logger=False,
        worker_redirect_stdouts=False,
    )
    if folder := os.environ.get("CELERY_FOLDER"):
        app.conf.broker_transport_options |= {
            "data_folder_in": f"{folder}/queue",
            "data_folder_out": f"{folder}/queue",
            "control_folder": f"{folder}/control",
        }

    @app.task(shared=False, name="company_name")
    def company_name(customer_id: str) -> tuple[str | None, int]:
        return portal.customers.get(customer_id).company_name, os.getpid()

    @app.task(shared=False, name="fail")
    def fail(class_name: str) -> None:
        # As it is when a program gives no more than a message.
        raise getattr(mijnklantportaal, class_name)(f"message of {class_name}")

    @app.task(shared=False, name="create_invalid_customer")
    def create_invalid_customer() -> None:
        portal.customers.create(
            company_name="Bakery", address="A 1", zip_code="1234AB", city="Amsterdam", primary_email="no address"
        )

    @app.task(
        shared=False,
        name="company_name_with_retries",
        bind=True,
        autoretry_for=(RateLimitError,),
        default_retry_delay=0,
        max_retries=3,
    )
    def company_name_with_retries(task: Any, customer_id: str) -> tuple[str | None, int]:
        return portal.customers.get(customer_id).company_name, task.request.retries

    @app.task(shared=False, name="expected_failure", throws=(mijnklantportaal.NotFoundError,))
    def expected_failure(customer_id: str) -> None:
        portal.customers.get(customer_id)

    return app


if "CELERY_FOLDER" in os.environ:
    app = create_app(MijnKlantportaal(max_retries=0))
