"""Pictures that answer at once: body map, response, reflex path; each with a twin in words made from the same data."""
