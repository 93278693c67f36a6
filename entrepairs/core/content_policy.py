"""Content Security Policy: a page loads what this site has, and is in no frame."""

from django.utils.csp import CSP

POLICY = {
    "default-src": [CSP.NONE],
    "script-src": [CSP.SELF],
    "style-src": [CSP.SELF],
    "img-src": [CSP.SELF],
    "font-src": [CSP.SELF],
    "connect-src": [CSP.SELF],
    "media-src": [CSP.SELF],  # sound, film and their captions
    "form-action": [CSP.SELF],
    "manifest-src": [CSP.SELF],
    "worker-src": [CSP.SELF],  # what opens help without a network (ui/offline.py)
    "base-uri": [CSP.NONE],
    "frame-ancestors": [CSP.NONE],
}
