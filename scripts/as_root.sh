# Sourced by the other scripts: `as_root COMMAND…` runs it as root, by sudo where we are not root ourselves.
# sudo forgets the proxy settings, which apt needs, so they are handed on by name.

can_be_root() { [ "$(id -u)" = 0 ] || command -v sudo >/dev/null; }

as_root() {
    if [ "$(id -u)" = 0 ]; then
        # "su" without "-" leaves /usr/sbin out of PATH, and dpkg needs it.
        DEBIAN_FRONTEND=noninteractive PATH="$PATH:/usr/sbin:/sbin" "$@"
    else
        sudo env DEBIAN_FRONTEND=noninteractive \
            ${http_proxy:+"http_proxy=$http_proxy"} ${https_proxy:+"https_proxy=$https_proxy"} \
            ${no_proxy:+"no_proxy=$no_proxy"} "$@"
    fi
}
