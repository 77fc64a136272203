"""
Bringing in what stands on a WordPress site, from its export and a folder with its files.

They stand on each other like this: report, reading, shortcodes, markup; plan, files; texts; placing.
"""
