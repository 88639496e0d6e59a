"""The synthetic lung cohort of the demo: plan, images, tables, features and expected answers."""
