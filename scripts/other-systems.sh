#!/usr/bin/env bash
# Prints, for a system that has no apt, the commands that scripts/setup.sh would otherwise have run.
# usage: bash scripts/other-systems.sh [dev]
set -eu

system() { (. /etc/os-release 2>/dev/null && printf '%s %s\n' "${ID:-}" "${ID_LIKE:-}") || uname -s; }

packages() {
    case " $(system) " in
    *fedora* | *rhel* | *centos*) echo "sudo dnf install python3 pango harfbuzz fontconfig unzip google-noto-serif-cjk-fonts" ;;
    *suse*) echo "sudo zypper install python3 libpango-1_0-0 libharfbuzz-subset0 fontconfig unzip google-noto-serif-sc-fonts" ;;
    *arch*) echo "sudo pacman -S --needed python pango harfbuzz fontconfig unzip noto-fonts-cjk" ;;
    *alpine*) echo "apk add bash python3 pango harfbuzz-subset fontconfig unzip font-noto-cjk" ;;
    *Darwin*) echo "brew install python pango harfbuzz fontconfig" ;;
    *) echo "# Python ≥ 3.11, Pango ≥ 1.44, HarfBuzz (with libharfbuzz-subset), fontconfig, Noto Serif CJK" ;;
    esac
}

fonts="\$HOME/.local/share/fonts"
[ "$(uname -s)" != Darwin ] || fonts="\$HOME/Library/Fonts"
extras=.
[ "${1:-run}" = run ] || extras="'.[dev]'"

cat <<TXT
这个系统不是 Debian 或 Ubuntu，不能自动安装。请在本文件夹依次运行（未逐一试过），然后重试：
This is neither Debian nor Ubuntu, so nothing was installed. Run these in this folder (not all were tried), then try again:

    $(packages)
    mkdir -p "$fonts" && curl -L https://mirrors.ctan.org/fonts/fandol.zip -o fandol.zip && unzip -j fandol.zip '*.otf' -d "$fonts" && rm fandol.zip && fc-cache -f
    python3 -m venv .venv
    .venv/bin/python -m pip install -e $extras
    .venv/bin/python -m speechgen doctor
TXT
