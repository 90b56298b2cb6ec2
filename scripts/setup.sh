#!/usr/bin/env bash
# Makes this folder ready to run: system packages, fonts, a virtual environment in .venv.
# usage: bash scripts/setup.sh [dev]      dev: also what the tests need
# A second run checks stamps and takes no network. PYTHON=/path/to/python3.12 chooses another Python.
set -eu

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(dirname "$here")
what=${1:-run}
cd "$root"

say() { printf '==> %s\n    %s\n' "$1" "$2"; }
fail() { printf '\n✗ %s\n  %s\n' "$1" "$2" >&2; exit 1; }

# ---- Python ------------------------------------------------------------------------------------------------------

# A Python that is new enough and can make a virtual environment; prints its name, or nothing.
find_python() {
    for name in "${PYTHON:-}" python3 python3.14 python3.13 python3.12 python3.11; do
        [ -n "$name" ] || continue
        if "$name" -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; then
            printf '%s\n' "$name"
            return 0
        fi
    done
}

# ---- system packages ---------------------------------------------------------------------------------------------

# Why each: Pango lays out the lines of a PDF, HarfBuzz-subset embeds its fonts, fontconfig finds them, Noto has the
# rare characters of names that Fandol lacks; without the certificates of ca-certificates pip may not reach its index.
PACKAGES="libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fontconfig fonts-noto-cjk"

missing_packages() {
    [ -n "$(find_python)" ] || printf '%s\n' python3 python3-venv
    [ -s /etc/ssl/certs/ca-certificates.crt ] || printf '%s\n' ca-certificates
    for package in $PACKAGES; do
        [ "$(dpkg-query -W -f='${db:Status-Status}' "$package" 2>/dev/null)" = installed ] || printf '%s\n' "$package"
    done
}

install_packages() {
    missing=$(missing_packages | tr '\n' ' ')
    [ -n "$missing" ] || return 0
    can_be_root || fail "缺少系统软件包，安装要 root 权限，而这里没有 sudo。请管理员运行：apt-get update && apt-get install -y $missing" \
        "System packages are missing and there is no sudo here. Ask an administrator to run the command above."
    say "安装系统软件包（需要 root 或 sudo）：$missing" "Installing system packages (needs root or sudo): $missing"
    as_root apt-get -qq update || fail "软件包列表没有更新成功，请检查网络和 /etc/apt 中的软件源。" \
        "The package lists could not be refreshed; check the network and the sources in /etc/apt."
    # shellcheck disable=SC2086  # a list of words
    as_root apt-get -qq install -y --no-install-recommends -o Dpkg::Use-Pty=0 $missing >/dev/null ||
        fail "系统软件包没有装上。请看上面的提示，然后重试：apt-get install $missing" \
            "The packages could not be installed. See above, then try: apt-get install $missing"
}

# shellcheck source=scripts/as_root.sh
. "$here/as_root.sh"

# ---- the virtual environment -------------------------------------------------------------------------------------

# What an environment was made from: another place, another Python or other dependencies need another one.
fingerprint() {
    printf '%s\n' "$root"
    .venv/bin/python -V
    cksum < pyproject.toml
}

stamped() { [ -f ".venv/.ready-$1" ] && [ "$(fingerprint 2>/dev/null)" = "$(cat ".venv/.ready-$1")" ]; }

ready() { stamped dev || { [ "$what" = run ] && stamped run; }; }

remove_half_made() { if [ -e .venv/.half-made ]; then rm -rf .venv; fi; }

make_environment() {
    python=$(find_python)
    [ -n "$python" ] || fail "没有找到 Python 3.11 以上版本。请装好后指明：PYTHON=/路径/python3.12 bash scripts/…" \
        "No Python 3.11 or newer was found. Install one and name it: PYTHON=/path/to/python3.12 bash scripts/…"
    say "用 $("$python" -V) 建立虚拟环境 .venv" "Making the virtual environment .venv with $("$python" -V)"
    mkdir .venv
    : > .venv/.half-made
    "$python" -m venv .venv || fail "虚拟环境没有建成。" "The virtual environment could not be made."
}

install_project() {
    if [ "$what" = dev ]; then extras='.[dev]'; else extras=.; fi
    say "安装 speechgen 和它用到的库（第一次约一两分钟）" "Installing speechgen and its libraries (a minute or two the first time)"
    quiet=-q
    [ ! -t 1 ] || quiet=
    # A personal "user = true" in pip's configuration cannot work inside a virtual environment.
    # shellcheck disable=SC2086  # empty or one option
    PIP_USER=0 PIP_DISABLE_PIP_VERSION_CHECK=1 .venv/bin/python -m pip install $quiet --use-pep517 -e "$extras" ||
        fail "Python 库没有装上。网络慢或不通时可换镜像再试：pip config set global.index-url https://pypi.tuna.tsinghua.edu.cn/simple" \
            "The libraries could not be installed; check the network, the proxy and pip's index (pip config list), then try again."
    rm -f .venv/.half-made
    fingerprint > ".venv/.ready-$what"
}

# The folder was moved (programs in .venv/bin know their old place), or the system's Python was replaced.
unusable() {
    for stamp in .venv/.ready-*; do
        [ ! -e "$stamp" ] || [ "$(head -n 1 "$stamp")" = "$root" ] || return 0
    done
    ! .venv/bin/python -c 'import sys, pip; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1
}

prepare_environment() {
    remove_half_made
    trap remove_half_made EXIT
    trap 'exit 130' INT TERM
    if [ -e .venv ] && unusable; then
        say "原有的 .venv 不能用了（文件夹移动过，或 Python 换了版本），重建" \
            "The old .venv no longer works (the folder was moved, or Python replaced); making it anew"
        rm -rf .venv
    fi
    [ -e .venv ] || make_environment
    install_project
}

# ---- all of it ---------------------------------------------------------------------------------------------------

if command -v apt-get >/dev/null && command -v dpkg-query >/dev/null; then
    install_packages
    bash "$here/fonts.sh" || say "没有取到 Fandol 字体，暂用 Noto 代替；以后可再运行 bash scripts/fonts.sh" \
        "The Fandol fonts could not be fetched; Noto stands in. Try again later with bash scripts/fonts.sh"
    ready || prepare_environment
elif ! .venv/bin/python -c 'import speechgen, weasyprint' >/dev/null 2>&1; then
    bash "$here/other-systems.sh" "$what" >&2
    exit 1
fi
