"""Models in the JSON of Celery and Flask."""

import importlib
from typing import Any

import pytest
from flask import Flask, jsonify

from mijnklantportaal.models import CustomerOffer
from mijnklantportaal.sandbox import Sandbox

# It has no type annotations.
kombu_json: Any = importlib.import_module("kombu.utils.json")
OFFER = Sandbox().customer_offers.add()


def test_argument_or_result_of_a_celery_task_is_json() -> None:
    restored: Any = kombu_json.loads(kombu_json.dumps({"offers": [OFFER]}))
    assert restored == {"offers": [OFFER.to_dict()]}
    assert CustomerOffer.from_dict(restored["offers"][0]) == OFFER


def test_to_dict_is_a_response_of_flask() -> None:
    app = Flask(__name__)
    app.add_url_rule("/", view_func=OFFER.to_dict)
    assert app.test_client().get("/").json == OFFER.to_dict()
    with app.app_context(), pytest.raises(TypeError, match="CustomerOffer is not JSON serializable"):
        jsonify(OFFER)
