"""
The demonstration network: made-up people in real Dutch regions, loaded by ``make run``.

Each module holds words only; ``portal/management/commands/load_demonstration.py`` puts
them in place through the same actions that people use.
"""
