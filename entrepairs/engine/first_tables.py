"""First tables of a database: made at once, as the last migration leaves them.

Before each operation of a migration Django draws every model again that is related to its own: 700
operations on 250 models take more than a minute, at the first start and before tests. In a database
without a table the models are drawn once. What operations do beside tables (functions, rows) is
done too, but for those that only change rows, of which there are none: they are elidable, or listed
here.
"""

from collections.abc import Callable, Iterator
from typing import Any

from django.conf import settings
from django.db import migrations, transaction
from django.db.migrations.executor import MigrationExecutor

Plan = list[tuple[migrations.Migration, bool]]
# Released without `elidable=True`, with which a new one says it.
CHANGE_ROWS_ONLY = {
    ("groups", "0002_pages_of_groups"),
    ("items", "0002_names_stay_beside"),
    ("meetings", "0003_calendar_has_a_room"),
    ("notices", "0003_ways"),
    ("registrations", "0004_announcements_to_some"),
}


def make_first_tables(connection: Any, bar: Callable[[str, int], Any]) -> None:
    executor = MigrationExecutor(connection)
    executor.migrate(leaves_without_rooms(executor))
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    state = executor.loader.project_state()
    with transaction.atomic(using=connection.alias):
        with connection.schema_editor() as editor:
            for app, operation in operations_beside(plan, before=True):
                operation.database_forwards(app, editor, state, state)
            models = models_of(plan, state)
            with bar("tables", len(models)) as advance:
                for model in models:
                    editor.create_model(model)
                    advance(True)
        with connection.schema_editor() as editor:
            for app, operation in operations_beside(plan, before=False):
                operation.database_forwards(app, editor, state, state)
        for migration, _ in plan:
            executor.recorder.record_applied(migration.app_label, migration.name)


def leaves_without_rooms(executor: MigrationExecutor) -> list[tuple[str, str]]:
    """The last migrations of libraries that know nothing of our tables: they come as they are."""
    graph = executor.loader.graph
    return [
        leaf
        for leaf in graph.leaf_nodes()
        if not {app for app, _name in graph.forwards_plan(leaf)} & set(settings.ROOMS)
    ]


def operations_beside(plan: Plan, *, before: bool) -> Iterator[tuple[str, Any]]:
    """What does more than tables, with its app: what stands before the tables of its migration, as
    the functions that their columns are made with, or the others."""
    for migration, _ in plan:
        kinds = [type(operation) for operation in migration.operations]
        first = kinds.index(migrations.CreateModel) if migrations.CreateModel in kinds else 0
        for place, operation in enumerate(migration.operations):
            if does_more_than_tables(migration, operation) and (place < first) == before:
                yield migration.app_label, operation


def does_more_than_tables(migration: migrations.Migration, operation: Any) -> bool:
    return (
        isinstance(operation, migrations.RunSQL | migrations.RunPython)
        and not operation.elidable
        and (migration.app_label, migration.name) not in CHANGE_ROWS_ONLY
    )


def models_of(plan: Plan, state: Any) -> list[Any]:
    """Those that these migrations make, and that have a table."""
    apps = {migration.app_label for migration, _ in plan}
    return [
        model
        for model in state.apps.get_models()
        if model._meta.app_label in apps
        and model._meta.managed
        and not model._meta.proxy
        and not model._meta.swapped
    ]
