from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ObservatoryConfig(AppConfig):
    name = "entrepairs.observatory"

    def ready(self) -> None:
        from entrepairs.core.private_paths import keep_private
        from entrepairs.observatory.actions import counting  # noqa: F401
        from entrepairs.ui import nav

        nav.add_footer(_("Observatory"), "observatory:index", order=20)
        keep_private("/observatory/counting/")
