"""Appointments: the range of the list, attendees, and cancellation."""

from datetime import datetime, timedelta
from typing import Any

import attrs
import pytest

from mijnklantportaal import ConflictError, MijnKlantportaal, UnprocessableEntityError
from mijnklantportaal.models import Appointment, Customer
from mijnklantportaal.sandbox import Sandbox


@pytest.fixture
def appointment(sandbox: Sandbox) -> Appointment:
    return sandbox.appointments.add(status="pending")


def schedule(client: MijnKlantportaal, **attendee: Any) -> Appointment:
    starts_at, ends_at = datetime(2026, 3, 3, 10), datetime(2026, 3, 3, 11)
    return client.appointments.schedule(name="Tasting", starts_at=starts_at, ends_at=ends_at, **attendee)


RANGES: list[tuple[dict[str, Any], list[str]]] = [
    ({}, ["now", "tomorrow", "almost in a week"]),
    ({"days": 8}, ["now", "tomorrow", "almost in a week", "in a week"]),
    ({"days": 1}, ["now"]),
    ({"days": 0}, []),
    ({"start_at": datetime(2026, 3, 2, 11, 59)}, ["just before", "now", "tomorrow"]),
    ({"start_at": datetime(2026, 3, 2, 12, 0), "days": 1}, ["now"]),
    ({"start_at": datetime(2026, 3, 3, 12), "days": 30}, ["tomorrow", "almost in a week", "in a week", "in summer"]),
    ({"start_at": datetime(2026, 4, 1, 12), "days": 1}, ["in summer"]),
    ({"start_at": datetime(2026, 3, 31, 12), "days": 1}, []),
]


@pytest.mark.parametrize(("arguments", "names"), RANGES)
def test_list_returns_appointments_that_start_in_the_range(
    sandbox: Sandbox, client: MijnKlantportaal, arguments: dict[str, Any], names: list[str]
) -> None:
    now = sandbox.clock.now
    week, minute = timedelta(days=7), timedelta(minutes=1)
    starts = {
        "just before": now - minute,
        "now": now,
        "tomorrow": now + timedelta(days=1),
        "almost in a week": now + week - minute,
        "in a week": now + week,
        "in summer": datetime(2026, 4, 1, 12, tzinfo=now.tzinfo),
    }
    for name, starts_at in starts.items():
        sandbox.appointments.add(attendee_name=name, starts_at=starts_at, ends_at=starts_at)
    assert [appointment.attendee_name for appointment in client.appointments.list(**arguments)] == names


def test_list_default_range_starts_at_the_current_time(
    sandbox: Sandbox, client: MijnKlantportaal, appointment: Appointment
) -> None:
    assert client.appointments.list() == [appointment]
    sandbox.clock.advance(timedelta(seconds=1))
    assert client.appointments.list() == []


def test_schedule_defaults_the_attendee_to_the_customer(client: MijnKlantportaal, customer: Customer) -> None:
    appointment = schedule(client, customer_id=customer.id)
    assert (appointment.attendee_name, appointment.attendee_email) == (customer.company_name, customer.primary_email)
    other = schedule(client, customer_id=customer.id, attendee_name="Bram")
    assert (other.attendee_name, other.attendee_email) == ("Bram", customer.primary_email)


@pytest.mark.parametrize(
    ("attendee", "missing"),
    [
        ({}, "attendee_name"),
        ({"attendee_name": "Bram"}, "attendee_email"),
        ({"attendee_email": "bram@bakery.nl"}, "attendee_name"),
    ],
)
def test_schedule_without_customer_requires_an_attendee(
    sandbox: Sandbox, client: MijnKlantportaal, attendee: dict[str, str], missing: str
) -> None:
    with pytest.raises(UnprocessableEntityError) as caught:
        schedule(client, **attendee)
    assert caught.value.errors == {missing: ["This field is required without customerId."]}
    assert len(sandbox.appointments) == 0


def test_change_status_confirms_a_pending_appointment(client: MijnKlantportaal, appointment: Appointment) -> None:
    confirmed = client.appointments.change_status(appointment.id, status="scheduled")
    assert confirmed == attrs.evolve(appointment, status="scheduled")


def test_cancel_twice_conflicts(client: MijnKlantportaal, appointment: Appointment) -> None:
    canceled = client.appointments.cancel(appointment.id)
    assert canceled == attrs.evolve(appointment, status="canceled")
    with pytest.raises(ConflictError):
        client.appointments.cancel(appointment.id)
    assert client.appointments.get(appointment.id) == canceled


def test_cancel_after_change_status_to_canceled_conflicts(client: MijnKlantportaal, appointment: Appointment) -> None:
    client.appointments.change_status(appointment.id, status="canceled")
    with pytest.raises(ConflictError):
        client.appointments.cancel(appointment.id)
