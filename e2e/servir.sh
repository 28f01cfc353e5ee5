#!/bin/sh
# Serves the demo on a fresh folder, which goes away with the server. CLAUDIA_BIN names another binary.
set -u
dossier=$(mktemp -d) && chmod 755 "$dossier" || exit 1
export CLAUDIA_DONNEES="$dossier/var" CLAUDIA_METRIQUES=non CLAUDIA_JOURNAL=warn
"${CLAUDIA_BIN:-bin/claudia}" demo &
serveur=$!
trap 'kill "$serveur" 2>/dev/null' TERM INT
wait "$serveur"
code=$?
wait "$serveur" 2>/dev/null
rm -rf "$dossier"
exit "$code"
