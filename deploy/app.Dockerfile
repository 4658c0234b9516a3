# syntax=docker/dockerfile:1
# The images of web and of the action server, with all commands: one base, two targets.
#   docker build --file deploy/app.Dockerfile --target web --tag effie-web .
#   docker build --file deploy/app.Dockerfile --target actions --tag effie-actions .

FROM python:3.11-slim-trixie AS packages
WORKDIR /srv/effie
# The launcher builds the environment as for `make run`: the locked versions, PyTorch for the CPU.
COPY launch launch
COPY requirements requirements
RUN python3 -m launch environment app \
    && rm -r var

FROM python:3.11-slim-trixie AS app
# pg_dump and pg_restore, for backups: as new as the server that compose.yaml starts.
# hadolint ignore=DL3008
RUN apt-get update \
    && apt-get install --yes --no-install-recommends postgresql-client \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --uid 10001 --user-group --no-create-home --home-dir /srv/effie/var effie
WORKDIR /srv/effie
COPY --from=packages /srv/effie/.venv/app .venv/app
COPY . .
# What is written goes to var; everything else may be read-only.
RUN .venv/app/bin/python -m compileall -q actions commands core knowledge_base launch store web \
    && install --directory --owner=effie --group=effie --mode=0700 var
# It takes the name TOKENIZERS_PARALLELISM for a secret's.
# hadolint ignore=DL3064
ENV EFFIE_VAR=/srv/effie/var \
    HF_HUB_OFFLINE=1 \
    HOME=/srv/effie/var \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    TOKENIZERS_PARALLELISM=false
USER 10001:10001
VOLUME /srv/effie/var

FROM app AS actions
ENV EFFIE_ACTIONS_HOST=0.0.0.0
EXPOSE 5055
HEALTHCHECK --interval=10s --timeout=6s --start-period=600s --retries=3 \
    CMD ["/srv/effie/.venv/app/bin/python", "-m", "launch.running.health", "http://127.0.0.1:5055/health"]
CMD ["/srv/effie/.venv/app/bin/python", "-m", "actions"]

FROM app AS web
ENV EFFIE_HOST=0.0.0.0
EXPOSE 8080
HEALTHCHECK --interval=10s --timeout=6s --start-period=180s --retries=3 \
    CMD ["/srv/effie/.venv/app/bin/python", "-m", "launch.running.health", "http://127.0.0.1:8080/health"]
CMD ["/srv/effie/.venv/app/bin/python", "-m", "web"]
