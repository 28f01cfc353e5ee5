#!/usr/bin/env bash
# Installs on Debian what a target needs and the machine lacks, or prints the exact line to type.
#   tools/installer.sh run     PostgreSQL binaries and tesseract with French
#   tools/installer.sh test    the same, plus Chromium and the npm packages of the browser tests
set -euo pipefail
cd "$(dirname "$0")/.."

paquets=()
pg_present() { command -v postgres >/dev/null || ls /usr/lib/postgresql/*/bin/postgres >/dev/null 2>&1; }
pg_present || paquets+=(postgresql)
command -v tesseract >/dev/null || paquets+=(tesseract-ocr)
if ! command -v tesseract >/dev/null || ! tesseract --list-langs 2>/dev/null | grep -qx fra; then
	paquets+=(tesseract-ocr-fra)
fi
if [ "${1:-run}" = test ]; then
	command -v chromium >/dev/null || paquets+=(chromium)
	command -v gcc >/dev/null || paquets+=(gcc libc6-dev)
	command -v node >/dev/null || paquets+=(nodejs npm)
fi

if [ "${#paquets[@]}" -gt 0 ]; then
	ligne="apt-get install -y --no-install-recommends ${paquets[*]}"
	if ! command -v apt-get >/dev/null; then
		echo "Il manque : ${paquets[*]}. Installez ces paquets avec l'outil de votre système." >&2
		exit 1
	fi
	sudo=()
	if [ "$(id -u)" -ne 0 ]; then
		if ! command -v sudo >/dev/null; then
			echo "Il manque : ${paquets[*]}. En tant que root : apt-get update && $ligne" >&2
			exit 1
		fi
		sudo=(sudo)
	fi
	echo "Installation : ${paquets[*]}"
	# postgresql of Debian starts a cluster of its own on install; claudia never uses it, so it is not created.
	if [[ " ${paquets[*]} " == *" postgresql "* ]] && [ ! -e /etc/postgresql-common/createcluster.conf ]; then
		"${sudo[@]}" mkdir -p /etc/postgresql-common
		echo 'create_main_cluster = false' | "${sudo[@]}" tee /etc/postgresql-common/createcluster.conf >/dev/null
	fi
	"${sudo[@]}" apt-get update -qq
	"${sudo[@]}" env DEBIAN_FRONTEND=noninteractive $ligne
fi

if [ "${1:-run}" = test ] && [ -f package-lock.json ]; then
	if [ ! -e node_modules/.package-lock.json ] || [ package-lock.json -nt node_modules/.package-lock.json ]; then
		PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD=1 npm ci --no-audit --no-fund
	fi
fi
