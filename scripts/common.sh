# What the scripts share. Sourced, never run.
cd "$(dirname "${BASH_SOURCE[0]}")/.."

# Installs the Debian packages that are missing, and nothing when none is.
need_packages() {
  local missing=()
  for package in "$@"; do
    dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q "ok installed" || missing+=("$package")
  done
  [ ${#missing[@]} -eq 0 ] && return
  local as_root=""
  [ "$(id -u)" -eq 0 ] || as_root=sudo
  echo "installing: ${missing[*]}" >&2
  $as_root apt-get update -qq
  DEBIAN_FRONTEND=noninteractive $as_root apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
}

# What building and running need: the headers of SQLite, PostgreSQL's client, zlib, the stemmer and GMime, Python
# for the geography, WeasyPrint and a font for documents.
need_build_packages() {
  need_packages libsqlite3-dev libpq-dev zlib1g-dev libstemmer-dev libgmime-3.0-dev pkg-config python3 python3-venv ca-certificates \
    weasyprint fonts-dejavu-core
}
