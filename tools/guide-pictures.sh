#!/usr/bin/env bash
# Takes the pictures of docs/guide anew, on the demo college in a real browser: tools/guide-pictures.sh
# Needs Chromium (SFERUM_TEST_CHROMIUM, else the one that the tests install or find), and pngquant, or the pictures weigh three times as much.
set -euo pipefail
cd "$(dirname "$0")/.."
dotnet build tests/Sferum.Admin.E2E --verbosity quiet --nologo
: "${SFERUM_TEST_CHROMIUM:=$(command -v chromium || command -v chromium-browser || command -v google-chrome || true)}"
[ -n "$SFERUM_TEST_CHROMIUM" ] || { echo 'No Chromium found: set SFERUM_TEST_CHROMIUM.' >&2; exit 1; }
export SFERUM_TEST_CHROMIUM
# The browser itself speaks the language of its surroundings, not of the page.
export LANGUAGE=ru LANG=C.UTF-8
dotnet tests/Sferum.Admin.E2E/bin/Debug/net10.0/Sferum.Admin.E2E.dll -explicit only -class '*GuidePictures'
# The pictures are most of what the guide weighs: fewer colours do, text stays sharp.
if command -v pngquant >/dev/null; then pngquant --force --ext .png --skip-if-larger docs/guide/images/*.png; fi
