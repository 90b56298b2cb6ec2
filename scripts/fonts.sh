#!/usr/bin/env bash
# Puts the Fandol faces (仿宋 楷体 黑体 宋体) where fontconfig finds them: out of Debian's and Ubuntu's package
# texlive-lang-chinese, without TeX. 49 MB to download, 35 MB on disk, no root for the fonts themselves.
# usage: bash scripts/fonts.sh [FOLDER]
set -eu

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
# shellcheck source=scripts/as_root.sh
. "$here/as_root.sh"

FACES="FandolFang-Regular FandolKai-Regular FandolHei-Regular FandolHei-Bold FandolSong-Regular FandolSong-Bold"
home=${HOME:-$(getent passwd "$(id -u)" | cut -d: -f6)}
folder=${1:-${XDG_DATA_HOME:-$home/.local/share}/fonts/fandol}

fail() {
    printf '✗ 没有取到软件包 texlive-lang-chinese。请检查网络和软件源（Ubuntu 要启用 universe），更新软件包列表后重试。\n' >&2
    printf '  The package texlive-lang-chinese could not be fetched. Check the network and the sources (universe on\n' >&2
    printf '  Ubuntu), refresh the package lists, then try again: bash scripts/fonts.sh\n' >&2
    exit 1
}

complete() {
    for face in $FACES; do
        [ -s "$folder/$face.otf" ] || return 1
    done
}

# apt-get download may run as anybody, but not from package lists that were never fetched.
download() { (cd "$1" && apt-get -qq -o APT::Sandbox::User=root download texlive-lang-chinese >/dev/null 2>&1); }

fetch() {
    work=$(mktemp -d)
    trap 'rm -rf "$work"' EXIT
    if ! download "$work"; then
        can_be_root && as_root apt-get -qq update
        download "$work" || fail
    fi
    dpkg-deb --fsys-tarfile "$work"/texlive-lang-chinese_*.deb | tar -x -C "$work" --wildcards '*/fandol/Fandol*.otf'
    mkdir -p "$folder"
    for face in $FACES; do
        # Under another name first: a copy that breaks off must not look like a font.
        find "$work" -name "$face.otf" -exec cp {} "$folder/.$face.part" \;
        chmod 644 "$folder/.$face.part"
        mv "$folder/.$face.part" "$folder/$face.otf"
    done
    fc-cache -f "$folder"
}

if ! complete; then
    printf '==> 取 Fandol 字体（仿宋、楷体、黑体、宋体，下载约 49 MB）\n'
    printf '    Fetching the Fandol fonts (49 MB to download) into %s\n' "$folder"
    fetch
fi
