#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Unpacks NAME.tar.gz in the current folder, in the place of what was unpacked before: unpack.sh NAME.
set -eu
rm -rf "$1.new"
mkdir "$1.new"
tar xzf "$1.tar.gz" -C "$1.new"
rm -rf "$1"
mv "$1.new/$1" "$1"
rmdir "$1.new"
