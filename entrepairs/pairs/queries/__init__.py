"""Queries of this room's pages, under the person hat: all is what that person may see."""
