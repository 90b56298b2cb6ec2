# Sourced by the other scripts: `as_root COMMAND…` runs it as root, by sudo where we are not root ourselves.
# sudo forgets the proxy settings, which apt needs, so they are handed on by name.

as_root() {
    if [ "$(id -u)" = 0 ]; then
        # "su" without "-" leaves /usr/sbin out of PATH, and dpkg needs it.
        DEBIAN_FRONTEND=noninteractive PATH="$PATH:/usr/sbin:/sbin" "$@"
    elif command -v sudo >/dev/null; then
        sudo env DEBIAN_FRONTEND=noninteractive \
            ${http_proxy:+"http_proxy=$http_proxy"} ${https_proxy:+"https_proxy=$https_proxy"} \
            ${no_proxy:+"no_proxy=$no_proxy"} "$@"
    else
        printf '\n✗ 这一步要 root 权限，而这台机器没有 sudo。请让管理员运行：\n' >&2
        printf '  This step needs root and there is no sudo here. Ask an administrator to run:\n\n    %s\n\n' "$*" >&2
        return 1
    fi
}
