#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Lays bin/ of the distribution: links.sh SOURCE FOLDER. Each link calls the command it is named after.
set -eu
rm -rf "$2"
mkdir -p "$2"
cp "$1/coral" "$2/coral"
chmod 755 "$2/coral"
for name in hsm hsm_state hsm_action hsm_set hsm_clear hsm_archive hsm_restore hsm_release hsm_remove hsm_cancel; do
    ln -s coral "$2/$name"
done
