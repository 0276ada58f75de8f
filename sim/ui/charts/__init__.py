"""Small charts of a course: days along, one panel a quantity, with a twin in words."""
