#!/bin/sh
# Make the secrets that compose.yaml hands in, in deploy/secrets; keeps those that are there.
set -eu
cd "$(dirname "$0")/.."
umask 077
mkdir -p secrets
cd secrets

keep() { # name, value: written unless it is there; the folder is ours alone, containers read the file
    [ -s "$1" ] || { printf '%s' "$2" >"$1" && chmod 0444 "$1"; }
}
random() { od -An -N32 -tx1 /dev/urandom | tr -d ' \n'; }

keep effie_secret "$(random)"
keep effie_identity_secret "$(random)"
keep effie_metrics_key "$(random)"
keep postgres_password "$(random)"
keep redis_password "$(random)"
keep redis_password.conf "requirepass $(cat redis_password)"
keep redis_url "redis://:$(cat redis_password)@redis:6379/0"
keep database_url "postgresql://effie:$(cat postgres_password)@postgres/effie"
echo "The secrets are in $(pwd). Keep a copy of them beside your backups."
