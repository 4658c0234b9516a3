#!/bin/sh
# Run the launcher on the first Python from 3.9 that really runs: a version manager may put a
# python3 on the PATH that refuses to.
cd "$(dirname "$0")/.." || exit 1

for python in \
    python3 python3.11 python3.12 python3.13 python3.10 python3.9 /usr/bin/python3 \
    "${PYENV_ROOT:-$HOME/.pyenv}"/versions/3.*/bin/python \
    "$(uv python find --no-project 3.11 2>/dev/null)"
do
    if "$python" -c 'import sys; sys.exit(sys.version_info < (3, 9))' 2>/dev/null; then
        exec "$python" -m launch "$@"
    fi
done

echo "There is no Python from 3.9 on here. Install one (for example: apt install python3)." >&2
exit 1
