"""The settings of a calendar client (vdirsyncer) that reads one address into a folder."""

CONFIG = """
[general]
status_path = "{folder}/status"
[pair mine]
a = "entrepairs"
b = "phone"
collections = null
[storage entrepairs]
type = "http"
url = "{url}"
[storage phone]
type = "filesystem"
path = "{folder}/phone"
fileext = ".ics"
"""
