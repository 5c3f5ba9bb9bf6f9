#!/bin/sh
# Runs what was put into /docker-entrypoint.d before nginx itself, as the image that this one stands in for does.
set -e

if [ "$1" = nginx ]; then
  for script in /docker-entrypoint.d/*.sh; do
    [ -x "$script" ] || continue
    echo "$0: Launching $script"
    "$script"
  done
  echo "$0: Configuration complete; ready for start up"
fi

exec "$@"
