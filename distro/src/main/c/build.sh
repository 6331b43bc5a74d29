#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Builds the native client into the folder given: build.sh SOURCE FOLDER. Without a compiler the Java client serves.
set -eu
CC=${CC:-cc}
target=$2/coral-client-$(uname -m)
mkdir -p "$2"
if ! command -v "$CC" >/dev/null 2>&1; then
    echo "[NOTICE] no C compiler ($CC): the distribution has only the slower Java client" >&2
    exit 0
fi
compile() {
    "$CC" -std=gnu11 -Wall -Wextra -Werror -O2 -s -o "$target" "$@"
}
# Linked statically it runs on machines with an older C library too.
compile -static "$1" 2>/dev/null || compile "$1"
