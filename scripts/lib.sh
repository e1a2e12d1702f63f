# Shared functions of the scripts in this folder: they find the tools or install them once. Source this file; it changes
# to the repository's root.
# shellcheck shell=bash

cd "$(dirname "${BASH_SOURCE[0]}")/.." || exit

tools="${ORDER_BOARD_TOOLS:-${XDG_CACHE_HOME:-$HOME/.cache}/order-board/tools}"
target="${CARGO_TARGET_DIR:-target}"
export PATH="$tools/bin:$PWD/node_modules/.bin:${CARGO_HOME:-$HOME/.cargo}/bin:$PATH"
export TRUNK_SKIP_VERSION_CHECK=true

# By convention any value counts; trunk accepts only "true".
[ -z "${NO_COLOR:-}" ] || export NO_COLOR=true

say() { printf '%s\n' "$*" >&2; }

fail() {
  say "$*"
  exit 1
}

locked_version() {
  awk -v name="$1" '$1 == "name" { found = $3 == "\"" name "\"" } found && $1 == "version" { gsub("\"", "", $3); print $3; exit }' \
    Cargo.lock
}

# Succeeds if the program is installed in this version. Some programs do not print their version; for them cargo's list
# of installed crates counts.
has_version() {
  local program="$1" crate="$2" version="$3"
  [[ " $("$program" --version 2>/dev/null) " == *" $version "* ]] ||
    { command -v "$program" >/dev/null && cargo install --list --root "$tools" 2>/dev/null | grep -qx "$crate v$version:"; }
}

# Sets up what every build needs: linker, Rust, the tools, and the packages of package-lock.json.
setup() {
  setup_linker
  setup_rust
  setup_packages
  setup_tools
}

setup_tools() {
  setup_tool wasm-bindgen wasm-bindgen-cli "$(locked_version wasm-bindgen)" 2
  setup_tool wasm-split-cli wasm_split_cli_support 0.2.4 2 --features build-binary
  # The default features only add a check for updates. Trunk does not compile without a TLS feature.
  setup_tool trunk trunk "$(sed -n 's/^trunk-version = "=\(.*\)"$/\1/p' Trunk.toml)" 8 --no-default-features --features rustls
}

setup_linker() {
  command -v cc >/dev/null || apt_install gcc libc6-dev ||
    fail "A C linker is needed (the package gcc, or the Xcode command line tools)."
}

setup_rust() {
  command -v rustup >/dev/null || fail "Rust is needed: install rustup from https://rustup.rs and try again."
  local channel
  channel="$(sed -n 's/^channel = "\(.*\)"$/\1/p' rust-toolchain.toml)"
  if [ -d "$(rustc "+$channel" --print target-libdir --target wasm32-unknown-unknown 2>/dev/null)" ] &&
    cargo "+$channel" clippy --version >/dev/null 2>&1 && cargo "+$channel" fmt --version >/dev/null 2>&1; then
    return
  fi
  say "Setting up Rust $channel"
  rustup toolchain install "$channel" --profile minimal -c clippy -c rustfmt -t wasm32-unknown-unknown >&2
}

setup_packages() {
  command -v npm >/dev/null || fail "Node.js 20 or newer is needed: https://nodejs.org"
  cmp -s package-lock.json node_modules/.order-board-lock && return
  say "Setting up the packages of package-lock.json"
  npm ci --ignore-scripts --no-audit --no-fund --loglevel=error >&2
  cp package-lock.json node_modules/.order-board-lock
}

# Installs a program from its crate: a release binary if cargo-binstall finds one, else it compiles the crate.
# Arguments: program, crate, version, minutes to compile on two cores, further arguments for cargo install.
setup_tool() {
  local program="$1" crate="$2" version="$3" minutes="$4"
  shift 4
  has_version "$program" "$crate" "$version" && return
  if cargo binstall -V >/dev/null 2>&1; then
    say "Fetching $crate $version"
    cargo binstall --no-confirm --disable-strategies compile --root "$tools" "$crate@$version" >&2 || true
    has_version "$program" "$crate" "$version" && return
  fi
  say "Compiling $crate $version into $tools: about $minutes minutes on two cores, once"
  # Some releases lock a dependency version that was yanked later; without the lock file they still resolve.
  cargo install --locked --root "$tools" "$crate@$version" "$@" >&2 ||
    cargo install --root "$tools" "$crate@$version" "$@" >&2
  has_version "$program" "$crate" "$version" || fail "$crate $version could not be set up."
}

# Sets up Python with the packages of e2e/clients/requirements.txt in its own folder. Sets $python to the program.
setup_python() {
  local packages=e2e/clients/requirements.txt folder="$tools/python"
  python="$folder/bin/python"
  cmp -s "$packages" "$folder/requirements.txt" && "$python" --version >/dev/null 2>&1 && return
  say "Setting up the packages of $packages"
  rm -rf "$folder"
  python_folder "$folder"
  "$folder/bin/pip" install --quiet --disable-pip-version-check --requirement "$packages" >&2
  cp "$packages" "$folder/requirements.txt"
}

python_folder() {
  python3 -m venv "$1" >&2 || { apt_install python3-venv && python3 -m venv "$1" >&2; } ||
    fail "Python 3.10 or newer with its module venv is needed for boto3 and moto."
}

# Sets up moto and its tests. Sets $moto to their folder.
setup_moto() {
  local version=5.2.5
  moto="$tools/moto-$version"
  [ -e "$moto/ready" ] && return
  say "Setting up moto $version"
  rm -rf "$moto"
  mkdir -p "$moto"
  python_folder "$moto/venv"
  "$moto/venv/bin/pip" install --quiet --disable-pip-version-check "moto[sqs,server]==$version" pytest freezegun requests >&2
  "$moto/venv/bin/pip" download --quiet --disable-pip-version-check --no-deps --no-binary :all: --dest "$moto" "moto==$version" >&2
  tar xzf "$moto/moto-$version.tar.gz" -C "$moto" --strip-components 1 "moto-$version/tests/__init__.py" \
    "moto-$version/tests/markers.py" "moto-$version/tests/test_sqs"
  touch "$moto/ready"
}

# Exports CHROMIUM_PATH: an installed Chromium, else Debian's package, else Playwright's download.
setup_browser() {
  if ! CHROMIUM_PATH="$(node e2e/chromium.mjs)"; then
    say "Setting up Chromium for the browser tests"
    apt_install chromium || playwright install chromium >&2 || true
    CHROMIUM_PATH="$(node e2e/chromium.mjs)" || fail "The browser tests need Chromium; set CHROMIUM_PATH to one."
  fi
  export CHROMIUM_PATH
}

# Exports FIREFOX_PATH. Fails with a message if Firefox cannot be installed.
setup_firefox() {
  FIREFOX_PATH="${FIREFOX_PATH:-$(command -v firefox-esr || command -v firefox)}"
  if ! "${FIREFOX_PATH:-firefox}" --version >/dev/null 2>&1; then
    apt_install firefox-esr || { say "There is no Firefox here: install it or set FIREFOX_PATH."; return 1; }
    FIREFOX_PATH="$(command -v firefox-esr)"
  fi
  export FIREFOX_PATH
}

# Fails with a message if WebKitGTK, its driver or a virtual display cannot be installed.
setup_webkit() {
  { command -v WebKitWebDriver && command -v Xvfb; } >/dev/null || apt_install webkit2gtk-driver xvfb ||
    { say "There is no WebKitGTK here: install Debian's packages webkit2gtk-driver and xvfb."; return 1; }
}

apt_install() {
  command -v apt-get >/dev/null && [ "$(id -u)" = 0 ] || return 1
  apt-get update -q >&2 && DEBIAN_FRONTEND=noninteractive apt-get install -qy --no-install-recommends "$@" >&2
}

# Builds dist/ unless it was built from the same sources. File names contain content hashes and index.html contains the
# names, so the digest of index.html identifies the whole folder.
build() {
  local stamp="$target/dist.stamp"
  if [ -f dist/index.html ] && [ "$(cat "$stamp" 2>/dev/null)" = "$(digest "${sources[@]}" dist/index.html)" ]; then
    say "dist/ is up to date"
    return
  fi
  say "Building dist/"
  trunk build --release >&2 || return
  digest "${sources[@]}" dist/index.html >"$stamp"
}

bridge="$target/debug/bridge"

# Uses the test profile: it is fast enough, and the tests have often built it already.
build_bridge() {
  cargo build --locked --profile test --package bridge >&2
}

sources=(.cargo src crates static scripts/finish.mjs scripts/parts.mjs scripts/seal.mjs index.html Trunk.toml Cargo.toml Cargo.lock rust-toolchain.toml package-lock.json)

digest() {
  find "$@" -type f -exec cksum {} + | LC_ALL=C sort | cksum
}
