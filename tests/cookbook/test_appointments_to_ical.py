"""examples/cookbook/appointments_to_ical.py: the file, parsed again, and runs that change nothing."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from icalendar import Calendar, Event

from mijnklantportaal.sandbox import Sandbox
from tests.cookbook.recipes import Recipe, Result, demo_sandbox, served, shown, shows_program

NAME = "appointments_to_ical"
# Far more days than there are between the dates below and the day of the run.
RANGE = ("--days-back", "1500", "--days", "1500")
HALF_AN_HOUR = timedelta(minutes=30)
BAKERY = "Bakkerij Jansen"
HOSTILE = 'Jansen, Zn; "\\n"\nEND:VEVENT\r\n' + "🥐 Zoë " * 30
STATUSES = {"pending": ("TENTATIVE", 0), "scheduled": ("CONFIRMED", 1), "canceled": ("CANCELLED", 2), "moved": None}
CLOCK_CHANGES = {
    "into the hour that is left out": datetime(2026, 3, 29, 0, 45, tzinfo=UTC),
    "in the first repeated hour": datetime(2026, 10, 25, 0, 15, tzinfo=UTC),
    "from the first to the second": datetime(2026, 10, 25, 0, 45, tzinfo=UTC),
    "in the second repeated hour": datetime(2026, 10, 25, 1, 15, tzinfo=UTC),
}


def write(recipe: Recipe) -> Result:
    return recipe.run("agenda.ics", *RANGE)


def content(recipe: Recipe) -> bytes:
    return (recipe.folder / "agenda.ics").read_bytes()


def add(sandbox: Sandbox, name: str, starts_at: datetime, status: str = "scheduled") -> str:
    return sandbox.appointments.add(
        attendee_name=name,
        attendee_email="sanne@bakkerij.example",
        starts_at=starts_at,
        ends_at=starts_at + HALF_AN_HOUR,
        status=status,
        online_meeting_link="https://meet.example/abc" if name == BAKERY else None,
        created_at=datetime(2026, 1, 1, 12, tzinfo=UTC),
    ).id


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Recipe]:
    """What the program has written of all kinds of appointments."""
    sandbox = Sandbox()
    june = datetime(2026, 6, 1, 9, 30, tzinfo=UTC)
    add(sandbox, BAKERY, june)
    add(sandbox, HOSTILE, june)
    for status in STATUSES:
        add(sandbox, status, june, status)
    for name, starts_at in CLOCK_CHANGES.items():
        add(sandbox, name, starts_at)
    with served(NAME, tmp_path_factory.mktemp(NAME), sandbox) as recipe:
        assert write(recipe) == Result(0, "appointments: 10, written to agenda.ics\n", "")
        yield recipe


@pytest.fixture(scope="module")
def events(written: Recipe) -> dict[str, Event]:
    calendar = Calendar.from_ical(content(written).decode())
    return {str(event["summary"]): event for event in calendar.events}


def test_calendar_has_the_required_properties_and_the_time_zone(written: Recipe) -> None:
    calendar = Calendar.from_ical(content(written).decode())
    assert (calendar["version"], "mijnklantportaal" in str(calendar["prodid"])) == ("2.0", True)
    assert [str(zone["tzid"]) for zone in calendar.walk("VTIMEZONE")] == ["Europe/Amsterdam"]
    assert sorted(path.name for path in written.folder.iterdir()) == ["agenda.ics", f"{NAME}.py"]


def test_event_has_the_fields_of_its_appointment(written: Recipe, events: dict[str, Event]) -> None:
    (appointment,) = (item for item in written.sandbox.appointments if item.attendee_name == BAKERY)
    event = events[BAKERY]
    assert event["uid"] == f"{appointment.id}@mijnklantportaal"
    assert event["description"] == "Email: sanne@bakkerij.example"
    assert event["location"] == "https://meet.example/abc"
    assert event["dtstamp"].to_ical() == event["created"].to_ical() == b"20260101T120000Z"
    assert b"DTSTART;TZID=Europe/Amsterdam:20260601T113000\r\n" in content(written)
    assert b"DTEND;TZID=Europe/Amsterdam:20260601T120000\r\n" in content(written)


@pytest.mark.parametrize("status", STATUSES)
def test_status_of_an_appointment_is_that_of_its_event(events: dict[str, Event], status: str) -> None:
    event = events[status]
    assert (event.get("status"), event.get("sequence")) == (STATUSES[status] or (None, None))


def test_text_of_customers_is_escaped_and_folded(written: Recipe, events: dict[str, Event]) -> None:
    assert HOSTILE.replace("\r\n", "\n") in events
    assert content(written).count(b"\r\nEND:VEVENT\r\n") == len(written.sandbox.appointments)
    lines = content(written).split(b"\r\n")
    assert (lines[-1], b"\n" in b"".join(lines), max(map(len, lines))) == (b"", False, 75)


@pytest.mark.parametrize("name", CLOCK_CHANGES)
def test_times_on_the_days_of_a_change_are_the_same_instants(events: dict[str, Event], name: str) -> None:
    # RFC 5545, section 3.3.5: a repeated local time is the first one, which is the fold 0 of Python.
    starts_at, ends_at = (events[name].decoded(key).replace(fold=0) for key in ("dtstart", "dtend"))
    assert starts_at.astimezone(UTC) == CLOCK_CHANGES[name]
    assert ends_at.astimezone(UTC) == CLOCK_CHANGES[name] + HALF_AN_HOUR


def test_second_run_writes_what_has_changed(tmp_path: Path) -> None:
    sandbox = Sandbox()
    id = add(sandbox, BAKERY, datetime(2026, 6, 1, tzinfo=UTC))
    with served(NAME, tmp_path, sandbox) as recipe:
        write(recipe)
        before, written_at = content(recipe), (tmp_path / "agenda.ics").stat().st_mtime_ns
        assert write(recipe).output == "appointments: 1, unchanged\n"
        assert (tmp_path / "agenda.ics").stat().st_mtime_ns == written_at
        sandbox.client().appointments.cancel(id)
        assert write(recipe).output == "appointments: 1, written to agenda.ics\n"
        canceled = before.replace(b"STATUS:CONFIRMED", b"STATUS:CANCELLED").replace(b"SEQUENCE:1", b"SEQUENCE:2")
        assert content(recipe) == canceled


def test_failed_run_leaves_the_file_and_the_next_one_writes_it(tmp_path: Path) -> None:
    sandbox = Sandbox()
    add(sandbox, BAKERY, datetime(2026, 6, 1, tzinfo=UTC))
    (tmp_path / "agenda.ics").write_bytes(b"of yesterday")
    with served(NAME, tmp_path, sandbox) as recipe:
        sandbox.faults.status(403)
        sandbox.faults.body(lambda body: {"data": [{**row, "startsAt": "soon"} for row in body["data"]]})
        for reason in ("403", "startsAt"):
            failed = write(recipe)
            assert (failed.code, failed.output, content(recipe)) == (1, "", b"of yesterday")
            assert failed.errors.startswith("agenda.ics stays as it is: ")
            assert reason in failed.errors
        assert write(recipe) == Result(0, "appointments: 1, written to agenda.ics\n", "")


def test_file_that_cannot_be_written_is_an_error(tmp_path: Path) -> None:
    with served(NAME, tmp_path, Sandbox()) as recipe:
        failed = recipe.run("missing/agenda.ics")
    assert (failed.code, failed.output) == (1, "")
    assert failed.errors.startswith(f"{Path('missing/agenda.ics')} stays as it is: ")


def test_page_shows_the_program_and_what_it_prints(tmp_path: Path) -> None:
    assert shows_program(NAME)
    sandbox = Sandbox()
    for appointment in demo_sandbox().appointments:
        add(sandbox, appointment.attendee_name, sandbox.clock.now + timedelta(days=2))
    with served(NAME, tmp_path, sandbox) as recipe:
        assert len(shown(NAME)) == 2
        for command in shown(NAME):
            assert recipe.run(*command.arguments) == Result(0, command.output, "")
