"""Words for amounts: numbers and units."""

SMALL = "|".join(
    """two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen
    eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred""".split()
)
"""Numbers written as words, as an alternative of a pattern."""
UNITS = (
    r"degrees?(?: (?:Celsius|Fahrenheit))?|°[CF]|hours?|minutes?|days?|weeks?|months?|years?|"
    r"(?:kilo|centi|milli)?(?:metres?|meters?|grams?|litres?)|miles?|feet|inch(?:es)?|percent"
)
"""Units, as an alternative of a pattern."""
