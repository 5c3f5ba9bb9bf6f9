#!/bin/sh
# A lone configuration file, or a subcommand of the registry, is handed to the registry; anything else is run as it is.
set -e

case "$1" in
  *.yml | *.yaml) exec registry serve "$@" ;;
  serve | garbage-collect | help | -*) exec registry "$@" ;;
  *) exec "$@" ;;
esac
