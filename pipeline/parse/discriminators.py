"""The discriminators of unions."""

from pipeline.api import Discriminator
from pipeline.openapi import escape
from pipeline.parse.flat import Flat
from pipeline.parse.problems import Problems


def discriminator_of(flat: Flat, problems: Problems) -> Discriminator | None:
    """Return the discriminator of a union, if it selects members.

    Args:
        flat: The schema of the union.
        problems: Collects mappings to other schemas.
    """
    if not flat.discriminator:
        return None
    key, mapping = str(flat.discriminator["propertyName"]), dict(flat.discriminator.get("mapping", {}))
    references = [member.schema.get("$ref") if isinstance(member.schema, dict) else None for member in flat.members]
    # Without a mapping, the name of the component is the value (OpenAPI 3.1, "Discriminator Object").
    indexes = {str(reference).rpartition("/")[2]: index for index, reference in enumerate(references) if reference}
    for value, target in mapping.items():
        reference = target if "/" in target else f"#/components/schemas/{target}"
        if reference in references:
            indexes[value] = references.index(reference)
        else:
            pointer = f"{flat.definition}/discriminator/mapping/{escape(value)}"
            problems.leave_out(pointer, f"{value!r} is mapped to {target!r}, which is not in the union", pointer)
    return Discriminator(key=key, mapping=indexes) if indexes else None
