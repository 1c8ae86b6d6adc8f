#!/bin/sh
# Installs cgw for this user: sh install.sh
#
# It takes the program for this machine from npm's registry, compares it with the checksum below, and puts it into
# ~/.local/bin. CGW_REGISTRY names another registry (a mirror), CGW_INSTALL_DIR another folder.
# To uninstall: rm ~/.local/bin/cgw
set -eu

version='@version@'
checksums='@checksums@'

fail() {
  echo "install.sh: $1" >&2
  exit 1
}

# The name of the machine, as in the packages: linux-x64, darwin-arm64, ...
target() {
  case $(uname -m) in
    x86_64 | amd64) cpu=x64 ;;
    aarch64 | arm64) cpu=arm64 ;;
    *) fail "There is no cgw for the processor $(uname -m)." ;;
  esac
  case $(uname -s) in
    Linux)
      case $(ldd --version 2>&1 || true) in
        *musl*) echo "linux-$cpu-musl" ;;
        *) echo "linux-$cpu" ;;
      esac
      ;;
    Darwin)
      # A shell under Rosetta says x86_64 on Apple's own processor.
      [ "$(sysctl -n sysctl.proc_translated 2>/dev/null || true)" = 1 ] && cpu=arm64
      echo "darwin-$cpu"
      ;;
    *) fail "There is no cgw for $(uname -s) here. On Windows: npm install -g cgw" ;;
  esac
}

download() {
  if command -v curl >/dev/null; then
    curl -fsSL -o "$2" "$1"
  elif command -v wget >/dev/null; then
    wget -q -O "$2" "$1"
  else
    fail 'curl or wget is needed.'
  fi
}

sha256() {
  if command -v sha256sum >/dev/null; then
    sha256sum "$1"
  elif command -v shasum >/dev/null; then
    shasum -a 256 "$1"
  elif command -v openssl >/dev/null; then
    openssl dgst -sha256 -r "$1"
  else
    fail 'sha256sum, shasum or openssl is needed.'
  fi | cut -d ' ' -f 1
}

# One function, called at the end, so that a script that was cut off on its way does nothing.
main() {
  target=$(target)
  expected=$(echo "$checksums" | sed -n "s/ $target\$//p")
  [ -n "$expected" ] || fail "This release has no cgw for $target."
  folder=${CGW_INSTALL_DIR:-$HOME/.local/bin}
  url=${CGW_REGISTRY:-https://registry.npmjs.org}/cgw-$target/-/cgw-$target-$version.tgz

  mkdir -p "$folder"
  work=$(mktemp -d "$folder/.cgw-install.XXXXXX")
  trap 'rm -rf "$work"' EXIT
  trap 'exit 1' HUP INT TERM
  download "$url" "$work/package.tgz" || fail "$url cannot be downloaded."
  found=$(sha256 "$work/package.tgz")
  [ "$found" = "$expected" ] ||
    fail "What $url serves is not this release (SHA-256 $found instead of $expected). Nothing was installed."
  tar -xzf "$work/package.tgz" -C "$work" package/cgw
  "$work/package/cgw" --version >/dev/null || fail "cgw does not start on this machine. Nothing was installed."
  mv -f "$work/package/cgw" "$folder/cgw"

  echo "cgw $version is installed: $folder/cgw"
  case :$PATH: in
    *":$folder:"*) echo 'To begin: cgw' ;;
    *) echo "To begin, put $folder on your PATH, then: cgw" ;;
  esac
}

main
