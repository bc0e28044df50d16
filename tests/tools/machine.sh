# What the tests need of the machine besides the .NET SDK. Sourced by tests/run.sh.

# Installs the Debian packages that are missing; without root or apt it names what will be skipped.
install_missing() {
  local missing=()
  find_chromium >/dev/null || missing+=(chromium)
  find_postgres >/dev/null || missing+=(postgresql)
  fc-list :lang=ru family 2>/dev/null | grep -q . || missing+=(fonts-dejavu-core fonts-liberation fontconfig)
  compgen -G '/usr/lib/*/libicuuc.so*' >/dev/null || compgen -G '/usr/lib*/libicuuc.so*' >/dev/null || missing+=(libicu-dev)
  [ -e /usr/share/zoneinfo/Asia/Yekaterinburg ] || missing+=(tzdata)

  if [ ${#missing[@]} -gt 0 ]; then
    if [ "$(id -u)" = 0 ] && [ -e /etc/debian_version ]; then
      echo "Installing: ${missing[*]}"
      export DEBIAN_FRONTEND=noninteractive
      apt_get update && apt_get install -y --no-install-recommends "${missing[@]}" || echo 'apt-get failed; see below for what is skipped.'
    else
      echo "Not installed, and not Debian with root: ${missing[*]}"
    fi
  fi

  if SFERUM_TEST_CHROMIUM=$(find_chromium); then
    export SFERUM_TEST_CHROMIUM
  else
    unset SFERUM_TEST_CHROMIUM
    echo 'Skipped: tests in a browser (no Chromium).'
  fi
}

# Another process may hold the lock of dpkg: wait instead of failing at once.
apt_get() { apt-get -qq -o DPkg::Lock::Timeout=600 -o Acquire::Retries=3 "$@" </dev/null >"$WORK/apt.log" 2>&1 || { tail -5 "$WORK/apt.log"; return 1; }; }

find_chromium() { command -v chromium || command -v chromium-browser || command -v google-chrome; }
