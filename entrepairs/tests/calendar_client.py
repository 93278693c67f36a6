"""The settings of a real calendar client, vdirsyncer, which brings a calendar to a folder."""

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
