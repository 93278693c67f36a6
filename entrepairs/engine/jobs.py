"""The jobs: Procrastinate's worker, under the system hat for its own tables; each job puts on its
hat itself."""

import asyncio


def work() -> None:
    """Do jobs until told to stop; one that runs is left a few seconds to end."""
    import django

    django.setup()

    from procrastinate.contrib.django import app
    from procrastinate.contrib.django.utils import connector_params
    from procrastinate.psycopg_connector import PsycopgConnector

    params = connector_params("default")
    params["options"] = f"{params.get('options', '')} -c role=entrepairs_system".strip()
    connector = PsycopgConnector(kwargs=params, min_size=1, max_size=2)

    async def run() -> None:
        with app.replace_connector(connector):
            async with app.open_async():
                await app.run_worker_async(
                    name="jobs",
                    concurrency=1,
                    shutdown_graceful_timeout=8,
                    fetch_job_polling_interval=30,
                )

    asyncio.run(run())


if __name__ == "__main__":
    work()
