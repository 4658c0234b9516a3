# syntax=docker/dockerfile:1
# The image of the bot, with its trained model. Python 3.10 is past its end of life: nobody may
# reach this container but who asks for its health.
#   docker build --file deploy/bot.Dockerfile --tag effie-bot .

# Rasa's packages are old enough that some may have to be compiled; the compiler stays here.
FROM python:3.10-bookworm AS packages
WORKDIR /srv/effie
COPY launch launch
COPY requirements requirements
RUN python3 -m launch environment bot
COPY . .
# As `make train`: the packages are there already, so this is the model alone.
RUN python3 -m launch train \
    && rm -r var

FROM python:3.10-slim-bookworm AS bot
RUN useradd --uid 10001 --user-group --no-create-home --home-dir /srv/effie/var effie
WORKDIR /srv/effie
COPY --from=packages /srv/effie/.venv/bot .venv/bot
COPY --from=packages /srv/effie/models models
COPY bot bot
COPY core core
COPY launch launch
COPY store store
COPY credentials.yml endpoints.yml ./
RUN .venv/bot/bin/python -m compileall -q bot core launch store \
    && install --directory --owner=effie --group=effie --mode=0700 var \
    && chmod -R a+rX models
ENV EFFIE_BOT_HOST=0.0.0.0 \
    EFFIE_VAR=/srv/effie/var \
    HOME=/srv/effie/var \
    MPLCONFIGDIR=/tmp \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    RASA_TELEMETRY_ENABLED=false \
    SQLALCHEMY_SILENCE_UBER_WARNING=1 \
    TF_CPP_MIN_LOG_LEVEL=3
USER 10001:10001
EXPOSE 5005
HEALTHCHECK --interval=10s --timeout=6s --start-period=180s --retries=3 \
    CMD ["/srv/effie/.venv/bot/bin/python", "-m", "launch.running.health", "http://127.0.0.1:5005/webhooks/effie/health"]
CMD ["/srv/effie/.venv/bot/bin/python", "-m", "bot"]
