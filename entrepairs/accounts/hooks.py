"""What the rooms above add to the pages of this one.

They append to these lists in their AppConfig.ready().
"""

from collections.abc import Callable

from entrepairs.people.hooks import PageAction

# What one may do about the devices on which one is signed in.
device_actions: list[Callable[[], PageAction]] = []
