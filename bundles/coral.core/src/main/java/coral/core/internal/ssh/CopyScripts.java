// SPDX-License-Identifier: Apache-2.0
package coral.core.internal.ssh;

import java.util.List;

/**
 * What sending and receiving hosts run, for a POSIX shell with the tools of GNU. A receiver that gets too little, or
 * something else, or is ended, takes away what it made. sync(1) of coreutils before 8.24 syncs all disks instead.
 */
final class CopyScripts {
    /** Exit code: the target is there and cannot be replaced. */
    static final int EXISTS = 17;

    /** Exit code: what came is not what was sent. */
    static final int DIFFERS = 74;

    /** Prints SHA-256 over names, permissions, sizes, links and contents, and the sum of the sizes. */
    private static final String TREE = """
            tree() (
                cd -- "$1"
                odd=$(find . ! -type f ! -type d ! -type l -print -quit)
                [ -z "$odd" ] || { echo "$1/$odd is no file, directory or link" >&2; exit 22; }
                {
                    find . -type f -printf 'f %m %s %P\\0' -o -type d -printf 'd %m %P\\0' -o -printf 'l %P\\0%l\\0' |
                        sort -z
                    find . -type f -print0 | sort -z | xargs -0r sha256sum --
                } | sha256sum | { read -r sum rest; printf '%s ' "$sum"; }
                find . -type f -printf '%s\\n' | awk '{ s += $1 } END { printf "%.0f\\n", s }'
            )
            """;

    private static final String BEGIN = """
            set -eu
            LC_ALL=C
            export LC_ALL
            """;

    private static final String PROBE = BEGIN + TREE + """
            if [ -d "$1" ]; then
                found=$(tree "$1")
                echo "directory 0 ${found#* } ${found%% *}"
            elif [ -f "$1" ]; then
                sum=$(sha256sum <"$1")
                echo "file $(stat -L -c '%a %s' -- "$1") ${sum%% *}"
            else
                echo "$1 is no file or directory" >&2
                exit 2
            fi
            """;

    private static final String RECEIVE_FILE = BEGIN + """
            target=$1 staging=$2 mode=$3 size=$4 sum=$5
            [ ! -d "$target" ] || { echo "$target is a directory" >&2; exit 17; }
            umask 077
            trap 'rm -f -- "$staging"' EXIT
            trap 'exit 1' HUP INT TERM PIPE
            cat >"$staging"
            got=$(wc -c <"$staging")
            [ "$got" -eq "$size" ] || { echo "$got of $size bytes came" >&2; exit 74; }
            got=$(sha256sum <"$staging")
            [ "${got%% *}" = "$sum" ] || { echo "SHA-256 is ${got%% *}, not $sum" >&2; exit 74; }
            chmod -- "$mode" "$staging"
            sync -- "$staging"
            mv -fT -- "$staging" "$target"
            sync -- "$(dirname -- "$target")"
            """;

    private static final String RECEIVE_TREE = BEGIN + TREE + """
            target=$1 staging=$2 sum=$5
            [ ! -e "$target" ] && [ ! -h "$target" ] || { echo "$target is there already" >&2; exit 17; }
            umask 077
            trap 'rm -rf -- "$staging"' EXIT
            trap 'exit 1' HUP INT TERM PIPE
            mkdir -- "$staging"
            tar -C "$staging" -xpf - --no-same-owner
            got=$(tree "$staging")
            [ "${got%% *}" = "$sum" ] || { echo "SHA-256 over all is ${got%% *}, not $sum" >&2; exit 74; }
            sync -f -- "$staging"
            mv -T --no-clobber -- "$staging" "$target"
            [ ! -e "$staging" ] || { echo "$target is there already" >&2; exit 17; }
            sync -- "$(dirname -- "$target")"
            """;

    private CopyScripts() {}

    /** Tells what lies there: see {@link Source}. */
    static List<String> probe(String path) {
        return List.of("sh", "-c", PROBE, "coral", path);
    }

    /** Writes it to standard output. */
    static List<String> read(String path, Source source) {
        return source.isDirectory() ? List.of("tar", "-C", path, "-cf", "-", ".") : List.of("cat", "--", path);
    }

    /** Reads it from standard input. */
    static List<String> receive(String target, String staging, Source source) {
        return List.of(
                "sh",
                "-c",
                source.isDirectory() ? RECEIVE_TREE : RECEIVE_FILE,
                "coral",
                target,
                staging,
                source.mode(),
                String.valueOf(source.bytes()),
                source.sum());
    }
}
