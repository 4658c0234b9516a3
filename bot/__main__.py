"""The bot process: `python -m bot [PORT]`, on Rasa's Python (3.10).

Any number of them may run; each beyond the first on a machine is told its port.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from core.environment import Environment, read_environment
from core.errors import EffieError
from store.logs import configure_logs
from store.process import begin_process
from store.tracing import configure_tracing

HOME = Path(__file__).parents[1]
MODEL = HOME / "models" / "effie.tar.gz"


def main() -> None:
    """Serve the trained model until stopped."""
    begin_process()
    port = {"EFFIE_BOT_PORT": sys.argv[1]} if len(sys.argv) > 1 else {}
    try:
        environment = read_environment({**os.environ, **port}, HOME)
    except EffieError as error:
        sys.exit(error.message)
    model = Path(os.environ.get("EFFIE_MODEL") or MODEL)
    if not model.exists():
        sys.exit(f"There is no trained model at {model}. Run 'make train', then start again.")
    os.environ.update(_for_rasa(environment))
    _serve(environment, model)


def _for_rasa(environment: Environment) -> dict[str, str]:
    """What endpoints.yml and credentials.yml refer to, and Rasa's own switches."""
    return {
        "REDIS_URL": environment.redis_url,
        "EFFIE_ACTIONS_WEBHOOKS": " ".join(f"{url}/webhook" for url in environment.actions_urls),
        "RASA_TELEMETRY_ENABLED": "false",
        "SANIC_WORKERS": "1",
    }


def _serve(environment: Environment, model: Path) -> None:
    # Rasa is imported late: it takes seconds, and a mistake above should be told at once.
    from rasa.core.run import serve_application
    from rasa.core.utils import AvailableEndpoints

    import bot.extensions

    environment.var.mkdir(parents=True, exist_ok=True)
    configure_logs()
    configure_tracing("bot")
    bot.extensions.install()
    serve_application(
        model_path=str(model),
        interface=environment.bot_host,
        port=environment.bot_port,
        credentials=str(HOME / "credentials.yml"),
        endpoints=AvailableEndpoints.read_endpoints(str(HOME / "endpoints.yml")),
        enable_api=False,
    )


if __name__ == "__main__":
    main()
