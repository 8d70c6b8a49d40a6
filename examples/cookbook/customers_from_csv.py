"""Create the customers of a CSV file that the portal does not have yet, by their email address.

    python customers_from_csv.py customers.csv

Rows that the portal refuses are written to rejected.csv with its messages: correct them in customers.csv. After that,
or after an interruption, run the program again. The exit code is 1 if a row was refused or the run was interrupted.
"""

import argparse
import csv
import sys
from collections.abc import Mapping
from pathlib import Path

from mijnklantportaal import MijnKlantportaal, MijnKlantportaalError, UnprocessableEntityError

COLUMNS = ["company_name", "address", "zip_code", "city", "primary_email"]
# A row can come from a form on a website. The last four are full-width.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")


def read_rows(path: Path) -> list[dict[str, str]]:
    """Return the rows with the columns that are needed. Excel with Dutch settings writes semicolons."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        delimiter = ";" if ";" in file.readline() else ","
        file.seek(0)
        reader = csv.DictReader(file, delimiter=delimiter, restval="")
        header = list(reader.fieldnames or [])
        if missing := [column for column in COLUMNS if column not in header]:
            raise ValueError(f"{path} has no column {', '.join(missing)}")
        if twice := [column for column in COLUMNS if header.count(column) > 1]:
            raise ValueError(f"{path} has more than one column {', '.join(twice)}")
        return [{column: row[column].strip() for column in COLUMNS} for row in reader]


def without_formula(text: str) -> str:
    """Return the text with an apostrophe in front if a spreadsheet would take it for a formula."""
    return f"'{text}" if text.startswith(FORMULA_STARTS) else text


def create(portal: MijnKlantportaal, row: Mapping[str, str]) -> dict[str, list[str]]:
    """Create a customer, and return the messages for each column of a row that is refused."""
    # The spec does not say whether the portal accepts empty texts.
    if empty := [column for column in COLUMNS if not row[column]]:
        return {column: ["This field is empty."] for column in empty}
    try:
        portal.customers.create(
            company_name=row["company_name"],
            address=row["address"],
            zip_code=row["zip_code"],
            city=row["city"],
            primary_email=row["primary_email"],
        )
    except UnprocessableEntityError as error:
        return error.errors or {"": [error.message]}
    return {}


def main() -> int:
    parser = argparse.ArgumentParser(description="Create the customers of a CSV file.")
    parser.add_argument("customers", type=Path, help=f"CSV file with the columns {', '.join(COLUMNS)}")
    parser.add_argument("--rejected", type=Path, default=Path("rejected.csv"), help="file for rows that are refused")
    options = parser.parse_args()
    if options.rejected.resolve() == options.customers.resolve():
        # An interruption would lose the rows behind it.
        parser.error("rejected rows cannot be written to the file that is read")
    try:
        rows = read_rows(options.customers)
    except (OSError, ValueError, csv.Error) as error:
        parser.error(str(error))
    created = existing = rejected = 0
    is_complete = True
    try:
        with MijnKlantportaal() as portal, options.rejected.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, [*COLUMNS, "errors"])
            writer.writeheader()
            emails = {customer.primary_email.casefold() for customer in portal.customers.list()}
            for row in rows:
                email = row["primary_email"].casefold()
                if email in emails:
                    existing += 1
                elif errors := create(portal, row):
                    rejected += 1
                    texts = [f"{column}: {' '.join(messages)}" for column, messages in errors.items()]
                    values = {**row, "errors": " ".join(texts)}
                    writer.writerow({column: without_formula(value) for column, value in values.items()})
                else:
                    created += 1
                    emails.add(email)
    except (MijnKlantportaalError, OSError) as error:
        print(f"Interrupted: {error}", file=sys.stderr)
        is_complete = False
    print(f"{created} created, {existing} existed, {rejected} rejected")
    return 0 if is_complete and not rejected else 1


if __name__ == "__main__":
    sys.exit(main())
