"""Write the appointments of the portal to an iCalendar file, for calendars that subscribe to it.

    python appointments_to_ical.py appointments.ics --days-back 30 --days 365

It reads MIJNKLANTPORTAAL_API_KEY. The key needs the scope `appointments.read`.
"""

import argparse
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event

from mijnklantportaal import MijnKlantportaal, MijnKlantportaalError
from mijnklantportaal.models import Appointment

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
# The number is the SEQUENCE: a calendar that imports the file again replaces an event by one with a higher number.
STATUSES = {"pending": ("TENTATIVE", 0), "scheduled": ("CONFIRMED", 1), "canceled": ("CANCELLED", 2)}


def event_of(appointment: Appointment) -> Event:
    starts_at = appointment.starts_at.astimezone(AMSTERDAM)
    ends_at = appointment.ends_at.astimezone(AMSTERDAM)
    if starts_at.fold or ends_at.fold:
        # In the hour that is repeated in October, a local time means the first one (RFC 5545, section 3.3.5).
        starts_at, ends_at = starts_at.astimezone(UTC), ends_at.astimezone(UTC)
    created_at = appointment.created_at.astimezone(UTC)
    details = {"Email": appointment.attendee_email, "Customer": appointment.customer_id}
    event = Event()
    event.add("uid", f"{appointment.id}@mijnklantportaal")
    # The portal does not say when an appointment was changed. The time of this run would change the file in each run.
    event.add("dtstamp", created_at)
    event.add("created", created_at)
    event.add("dtstart", starts_at)
    event.add("dtend", ends_at)
    event.add("summary", appointment.attendee_name)
    event.add("description", "\n".join(f"{name}: {value}" for name, value in details.items() if value))
    if appointment.online_meeting_link:
        event.add("location", appointment.online_meeting_link)
    if appointment.status in STATUSES:
        status, sequence = STATUSES[appointment.status]
        event.add("status", status)
        event.add("sequence", sequence)
    return event


def calendar_of(appointments: list[Appointment]) -> bytes:
    calendar = Calendar()
    calendar.add("prodid", "-//mijnklantportaal cookbook//appointments_to_ical//EN")
    calendar.add("version", "2.0")
    for appointment in sorted(appointments, key=lambda appointment: (appointment.starts_at, appointment.id)):
        calendar.add_component(event_of(appointment))
    calendar.add_missing_timezones()
    content: bytes = calendar.to_ical()
    return content


def main() -> int:
    parser = argparse.ArgumentParser(description="Write the appointments of the portal to an iCalendar file.")
    parser.add_argument("file", type=Path)
    parser.add_argument("--days-back", type=int, default=30, help="days before today; default: %(default)s")
    parser.add_argument("--days", type=int, default=365, help="days from today; default: %(default)s")
    options = parser.parse_args()

    midnight = datetime.now(AMSTERDAM).replace(hour=0, minute=0, second=0, microsecond=0)
    first_day = midnight - timedelta(days=options.days_back)
    try:
        # Strict: an appointment without a readable time would be missing from the calendar.
        with MijnKlantportaal(strict=True) as portal:
            appointments = portal.appointments.list(start_at=first_day, days=options.days_back + options.days)
    except MijnKlantportaalError as error:
        print(f"{options.file} stays as it is: {error}", file=sys.stderr)
        return 1

    content = calendar_of(appointments)
    try:
        if options.file.exists() and options.file.read_bytes() == content:
            print(f"appointments: {len(appointments)}, unchanged")
            return 0
        # A calendar that reads the file meanwhile gets the old one or the new one, never a part.
        partial = options.file.with_name(f"{options.file.name}.partial")
        partial.write_bytes(content)
        partial.replace(options.file)
    except OSError as error:
        print(f"{options.file} stays as it is: {error}", file=sys.stderr)
        return 1
    print(f"appointments: {len(appointments)}, written to {options.file}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
